export interface DemoMessage {
  /** `/`-separated, e.g. `Association/AG 2027`. */
  folder: string;
  /** IMAP system flags and keywords. */
  flags: string[];
  date: Date;
  raw: Buffer;
}

export interface DemoMailbox {
  address: string;
  name: string;
  password: string;
  quotaBytes: number;
  /** Further addresses that deliver to this mailbox. */
  aliases: string[];
  /** Oldest first; written one at a time as they are asked for. */
  messages: Iterable<DemoMessage>;
}

/** A message that is decided but not yet written. */
export interface Planned {
  date: Date;
  write(): DemoMessage;
}

export function inOrder(plans: Planned[]): Iterable<DemoMessage> {
  const sorted = [...plans].sort((a, b) => a.date.getTime() - b.date.getTime());
  return { [Symbol.iterator]: () => written(sorted) };
}

function* written(plans: Planned[]): Generator<DemoMessage> {
  for (const plan of plans) yield plan.write();
}
