/** What an mbox file says of a message besides its bytes. */
export interface MboxNote {
  /** Epoch milliseconds, kept to the second (INTERNALDATE). */
  received: number;
  flags: string[];
  /** Names from the top down. */
  folder: string[];
  /** True when the message's last line has no end, which a file cannot show. */
  isOpen: boolean;
}

/**
 * What stands above a message in an mbox file (RFC 4155): the separator with the time received, its flags as other
 * programs write them (Status, X-Status, X-Keywords), and last its folder, by which `mbox.ts` knows where these lines end.
 */
export function mboxHead({ received, flags, folder, isOpen }: MboxNote): Buffer {
  const has = (flag: string) => flags.includes(flag);
  const status = [
    ...(has('\\Answered') ? ['A'] : []),
    ...(has('\\Flagged') ? ['F'] : []),
    ...(has('\\Draft') ? ['T'] : []),
  ].join('');
  const keywords = flags.filter((flag) => !flag.startsWith('\\')).join(' ');
  const lines = [
    `From MAILER-DAEMON ${asctime(new Date(received))}`,
    `Status: ${has('\\Seen') ? 'R' : ''}O`,
    ...(status ? [`X-Status: ${status}`] : []),
    ...(keywords ? [`X-Keywords: ${keywords}`] : []),
    ...(isOpen ? ['X-Sobre-End: open'] : []),
    `X-Sobre-Folder: ${folder.map((name) => encodeURIComponent(name.toWellFormed())).join('/')}`,
  ];
  return Buffer.from(`${lines.join('\n')}\n`, 'latin1');
}

/** What stands below it: the end of its last line, when it has none, and an empty line. */
export const mboxTail = (isOpen: boolean) => Buffer.from(isOpen ? '\n\n' : '\n');

/** "Thu Feb 29 10:30:00 2024", in UTC. */
function asctime(date: Date): string {
  const [weekday = '', day = '', month, year, time] = date
    .toUTCString()
    .replace(',', '')
    .split(' ');
  return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
}

/** A line that would be taken for a separator, quoted already or not. */
const FROM = /^>*From /gm;
/** What may follow a piece's last byte and belong to it: a line's end, or the words that are looked for. */
const LONGEST_HELD = 64 * 1024;

/** A message's bytes as an mbox file holds them: lines end in LF, and "From " at a line's beginning is quoted. */
export class MboxLines {
  #held = '';
  #isInLine = false;

  push(bytes: Buffer): Buffer {
    const text = this.#held + bytes.toString('latin1');
    const end = text.lastIndexOf('\n') + 1;
    // What follows may turn a last line of these beginnings into another one.
    const isPlain = text.length - end > LONGEST_HELD;
    const cut = isPlain ? text.length - (text.endsWith('\r') ? 1 : 0) : end;
    this.#held = text.slice(cut);
    return this.#write(text.slice(0, cut));
  }

  end(): Buffer {
    const last = this.#held;
    this.#held = '';
    return this.#write(last);
  }

  #write(text: string): Buffer {
    if (!text) return Buffer.alloc(0);
    const lines = text.replaceAll('\r\n', '\n');
    const head = this.#isInLine ? lines.indexOf('\n') + 1 || lines.length : 0;
    this.#isInLine = !lines.endsWith('\n');
    const quoted = lines.slice(head).replace(FROM, '>$&');
    return Buffer.from(lines.slice(0, head) + quoted, 'latin1');
  }
}
