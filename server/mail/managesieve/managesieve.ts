import type { MailServer } from '../servers.ts';
import { type Ending, literal, SieveBroken, type Token, textsOf, toEnding } from './responses.ts';
import { Wire } from './wire.ts';

/** What the server can do (RFC 5804 section 1.7). */
export interface Capabilities {
  /** Sieve extensions, lower case. */
  extensions: string[];
  /** SASL mechanisms, upper case; none over a road that is not protected. */
  sasl: string[];
  startTls: boolean;
  /** To how many addresses one message may be sent on; null = it does not say. */
  maxRedirects: number | null;
  /** RFC 5804 itself, with CHECKSCRIPT; servers before it have none. */
  isWhole: boolean;
}

/** The server does not do what was asked. */
export class SieveRefused extends Error {
  readonly ending: Ending;

  constructor(ending: Ending) {
    super(`${ending.result} ${ending.code}`);
    this.ending = ending;
  }
}

const SECOND = 1000;
const CONNECT = 10 * SECOND;
/** A script of a megabyte is compiled in well under a second. */
const COMMAND = 30 * SECOND;
const MOST_LINES = 5000;

/** A signed-in connection to a ManageSieve server (RFC 5804). Errors: `SieveRefused`, `SieveBroken`. */
export class ManageSieve {
  readonly #wire: Wire;
  capabilities: Capabilities = toCapabilities([]);

  private constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** Opens, protects and signs in. The caller ends it by `logout` or `close`. */
  static async open(server: MailServer, who: { user: string; pass: string }): Promise<ManageSieve> {
    const wire = await Wire.open(server, CONNECT);
    const sieve = new ManageSieve(wire);
    try {
      if (server.security === 'tls') await wire.startTls(server, CONNECT);
      await sieve.#greeted();
      if (server.security === 'starttls') await sieve.#startTls(server);
      await sieve.#signIn(who);
      return sieve;
    } catch (error) {
      wire.close();
      throw error;
    }
  }

  async listScripts(): Promise<{ name: string; active: boolean }[]> {
    const lines = await this.#command('LISTSCRIPTS');
    return lines.flatMap((tokens) => {
      const [name] = textsOf(tokens);
      const active = tokens.some((token) => token.kind === 'word' && token.word === 'ACTIVE');
      return name === undefined ? [] : [{ name, active }];
    });
  }

  /** The text of a script, null when there is none of that name. */
  async getScript(name: string): Promise<string | null> {
    try {
      const lines = await this.#command('GETSCRIPT', literal(name));
      return lines.flatMap(textsOf)[0] ?? '';
    } catch (error) {
      if (error instanceof SieveRefused && error.ending.code === 'NONEXISTENT') return null;
      throw error;
    }
  }

  /** Has the server compile a text. Servers before RFC 5804 cannot, and do it when it is put. */
  async checkScript(source: string): Promise<void> {
    if (this.capabilities.isWhole) await this.#command('CHECKSCRIPT', literal(source));
  }

  /** Asks whether there is room. @param size bytes. */
  async haveSpace(name: string, size: number): Promise<void> {
    await this.#command('HAVESPACE', literal(name), String(size));
  }

  async putScript(name: string, source: string): Promise<void> {
    await this.#command('PUTSCRIPT', literal(name), literal(source));
  }

  async setActive(name: string): Promise<void> {
    await this.#command('SETACTIVE', literal(name));
  }

  async deleteScript(name: string): Promise<void> {
    await this.#command('DELETESCRIPT', literal(name));
  }

  async renameScript(name: string, to: string): Promise<void> {
    await this.#command('RENAMESCRIPT', literal(name), literal(to));
  }

  /** Says goodbye, and does not wait long for an answer. */
  async logout(): Promise<void> {
    try {
      this.#wire.send(Buffer.from('LOGOUT\r\n'));
      await this.#wire.read(SECOND);
    } catch {
      // It is over either way.
    }
    this.#wire.close();
  }

  close() {
    this.#wire.close();
  }

  async #greeted() {
    this.capabilities = toCapabilities(await this.#answer(CONNECT));
  }

  /** What the server said it can do before the handshake counts for nothing after it. */
  async #startTls(server: MailServer) {
    if (!this.capabilities.startTls) throw new SieveBroken('The server has no STARTTLS.');
    await this.#command('STARTTLS');
    await this.#wire.startTls(server, CONNECT);
    await this.#greeted();
  }

  async #signIn({ user, pass }: { user: string; pass: string }) {
    if (!this.capabilities.sasl.includes('PLAIN'))
      throw new SieveBroken('The server takes no password.');
    const secret = Buffer.from(`\0${user}\0${pass}`, 'utf8').toString('base64');
    await this.#command('AUTHENTICATE', '"PLAIN"', literal(secret));
    // Signed in, it may offer more, or less.
    this.capabilities = toCapabilities(await this.#command('CAPABILITY'));
  }

  async #command(verb: string, ...words: (string | Buffer)[]): Promise<Token[][]> {
    const line = words.flatMap((word) => [Buffer.from(' '), Buffer.from(word)]);
    this.#wire.send(Buffer.concat([Buffer.from(verb), ...line, Buffer.from('\r\n')]));
    return this.#answer(COMMAND);
  }

  /** The lines of data up to an OK. */
  async #answer(patience: number): Promise<Token[][]> {
    const lines: Token[][] = [];
    const until = Date.now() + patience;
    for (;;) {
      const tokens = await this.#wire.read(Math.max(1, until - Date.now()));
      const ending = toEnding(tokens);
      if (ending?.result === 'OK') return lines;
      if (ending?.result === 'BYE') this.#wire.close();
      if (ending) throw new SieveRefused(ending);
      if (lines.push(tokens) > MOST_LINES) throw new SieveBroken('The server says too much.');
    }
  }
}

function toCapabilities(lines: Token[][]): Capabilities {
  const said = new Map(
    lines.map((tokens) => {
      const [name = '', value = ''] = textsOf(tokens);
      return [name.toUpperCase(), value];
    }),
  );
  const words = (name: string) => (said.get(name) ?? '').split(/\s+/).filter(Boolean);
  return {
    extensions: words('SIEVE').map((one) => one.toLowerCase()),
    sasl: words('SASL').map((one) => one.toUpperCase()),
    startTls: said.has('STARTTLS'),
    maxRedirects: /^\d{1,6}$/.test(said.get('MAXREDIRECTS') ?? '')
      ? Number(said.get('MAXREDIRECTS'))
      : null,
    isWhole: said.has('VERSION'),
  };
}
