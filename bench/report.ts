import type { Figure } from './measure.ts';
import type { PageFigures } from './page.ts';

/** Everything that was measured on one bed. */
export interface Result {
  size: number;
  floor: Figure[];
  api: Figure[];
  /** null when the browser was left out. */
  page: PageFigures | null;
  /** Bytes of heap for each user, on the largest bed only. */
  heapPerUser: number | null;
}

/** Medians in milliseconds, beside the floor: raw IMAP for the same work in the same run. */
export function printReport(results: Result[]) {
  for (const { size, floor, api, page, heapPerUser } of results) {
    const screens = page?.figures ?? [];
    console.log(`\n${size.toLocaleString('en')} messages (medians, ms; ×: ratio to the floor)`);
    console.log(line('act', 'floor', 'API', '×', 'page', '×'));
    for (const act of actsOf([floor, api, screens])) {
      const [base, calls, screen] = [floor, api, screens].map((figures) => medianOf(figures, act));
      console.log(
        line(act, text(base), text(calls), ratio(calls, base), text(screen), ratio(screen, base)),
      );
    }
    if (page) console.log(pageLine(page));
    if (heapPerUser !== null) {
      console.log(
        `heap of the bridge for each signed-in user with this folder open: ${(heapPerUser / 1024 / 1024).toFixed(2)} MB`,
      );
    }
  }
}

/** What one verdict on a new password costs, lists loaded. */
export function printPasswords(times: { mean: number; slowest: number; hostile: number }) {
  const { mean, slowest, hostile } = times;
  console.log(
    `\na verdict on a password: ${text(mean)} ms on average, ${text(slowest)} at most, ${text(hostile)} for 1,000 characters`,
  );
}

const actsOf = (lists: Figure[][]) => [...new Set(lists.flat().map(({ act }) => act))];

const medianOf = (figures: Figure[], act: string) =>
  figures.find((figure) => figure.act === act)?.median;

const text = (ms: number | undefined) => (ms === undefined ? '' : ms.toFixed(ms < 20 ? 1 : 0));

const ratio = (a: number | undefined, b: number | undefined) => (a && b ? (a / b).toFixed(1) : '');

const line = (act: string, ...cells: string[]) =>
  act.padEnd(22) + cells.map((cell) => cell.padStart(9)).join('');

const pageLine = ({ cold, imapCommands }: PageFigures) =>
  `cold load: ${cold.requests} requests, ${Math.round(cold.bytes / 1024)} KB; IMAP commands for a sign-in: ${imapCommands}`;
