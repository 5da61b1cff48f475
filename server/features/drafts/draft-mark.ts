import * as z from 'zod/mini';
import { addrSpec } from '../../../shared/compose.ts';
import type { DraftLetter } from '../../../shared/drafts.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { folderPath, line, uid } from '../../../shared/values.ts';

/**
 * The header field by which we know a draft of ours again. It holds what no other field of a message says:
 * which version it is, and what of the letter is not finished enough to stand in a message.
 */
export const MARK = 'X-Sobre-Draft';

const unfinished = z
  .array(z.object({ name: line(1000), address: line(1000) }))
  .check(z.maxLength(500));

const mark = z.object({
  version: z.uuid(),
  changedAt: z.int().check(z.gte(0)),
  copyOf: z.nullable(z.uuid()),
  source: z.nullable(z.object({ folder: folderPath, uid, act: z.enum(['reply', 'forward']) })),
  priority: z.enum(['high', 'normal', 'low']),
  /** Recipients as typed that are no addresses yet. */
  unfinished: z.object({ to: unfinished, cc: unfinished, bcc: unfinished }),
});
export type DraftMark = z.infer<typeof mark>;

type Person = DraftLetter['to'][number];
const FIELDS = ['to', 'cc', 'bcc'] as const;

/** Recipients that can stand in a header, and those that cannot yet. */
export function partRecipients(letter: Pick<DraftLetter, (typeof FIELDS)[number]>) {
  const finished = {} as Record<(typeof FIELDS)[number], Person[]>;
  const rest = {} as DraftMark['unfinished'];
  for (const field of FIELDS) {
    finished[field] = letter[field].filter(isFinished);
    rest[field] = letter[field].filter((one) => !isFinished(one));
  }
  return { finished, unfinished: rest };
}

const isFinished = ({ name, address }: Person) =>
  addrSpec.safeParse(address).success && name.length <= 500;

/** What is read back of a field (`readHeaderFields`): more could not be trusted to come back. */
const LONGEST = 12_000;

/**
 * One header field, folded: the version, and the rest in base64, out of the reach of header syntax
 * (security S-28).
 *
 * @throws Refusal `too-large`.
 */
export function writeMark({ version, ...rest }: DraftMark): string {
  const text = Buffer.from(JSON.stringify(rest)).toString('base64');
  if (text.length > LONGEST) throw new Refusal('too-large', 'Too many unfinished recipients.');
  return `${MARK}: ${version}\r\n ${text.match(/.{1,70}/g)?.join('\r\n ')}\r\n`;
}

/** What the field says; null for none and for one that is not ours. */
export function readMark(field: string | undefined): DraftMark | null {
  const [, version, text = ''] = /^(\S+)\s(.*)$/.exec(field ?? '') ?? [];
  try {
    const rest = JSON.parse(Buffer.from(text.replace(/\s/g, ''), 'base64').toString('utf8'));
    return mark.parse({ ...rest, version });
  } catch {
    return null;
  }
}
