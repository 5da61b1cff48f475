import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as secure } from 'node:tls';
import { type MailServer, tlsOptions } from '../servers.ts';
import { readResponse, SieveBroken, type Token } from './responses.ts';

/** All that a server may say to one command. */
const MOST_BYTES = 8 * 1024 * 1024;

/** A socket to a ManageSieve server: tokens in, bytes out, every wait with an end. */
export class Wire {
  #socket: Socket;
  #pieces: Buffer[] = [];
  #size = 0;
  /** Bytes of the command that is being answered. */
  #heard = 0;
  #needed = 1;
  #failure: Error | null = null;
  #wake = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  /** @param patience milliseconds. */
  static async open({ host, port }: MailServer, patience: number): Promise<Wire> {
    const socket = connect({ host, port });
    await within(patience, socket, 'connect');
    return new Wire(socket);
  }

  /** Sends a command. Whatever the server said before it was asked is no answer to it. */
  send(bytes: Buffer) {
    if (this.#size) throw new SieveBroken('The server speaks before it is asked.');
    this.#heard = 0;
    this.#socket.write(bytes);
  }

  /** The next response. @throws Error when the connection breaks or `patience` milliseconds pass. */
  async read(patience: number): Promise<Token[]> {
    const late = setTimeout(() => this.fail(new SieveBroken('The server is silent.')), patience);
    try {
      for (;;) {
        const found = this.#size >= this.#needed ? readResponse(this.#joined()) : null;
        if (found && 'tokens' in found) {
          this.#drop(found.length);
          return found.tokens;
        }
        if (found) this.#needed = found.needed;
        if (this.#failure) throw this.#failure;
        await new Promise<void>((wake) => {
          this.#wake = wake;
        });
      }
    } catch (error) {
      this.close();
      throw error;
    } finally {
      clearTimeout(late);
    }
  }

  /**
   * Goes on in TLS. What was said in the clear and not yet read may be another's: it is refused, not
   * read as if it had come protected (RFC 5804 section 2.2).
   */
  async startTls(server: MailServer, patience: number) {
    if (this.#size) throw new SieveBroken('Something was said before the handshake.');
    for (const event of ['data', 'error', 'close']) this.#socket.removeAllListeners(event);
    const socket = secure({
      ...tlsOptions(server),
      socket: this.#socket,
      host: server.host,
      ...(isIP(server.host) === 0 && { servername: server.host }),
    });
    await within(patience, socket, 'secureConnect');
    this.#socket = socket;
    this.#listen();
  }

  fail(error: Error) {
    this.#failure ??= error;
    this.#socket.destroy();
    this.#wake();
  }

  close() {
    this.#failure ??= new SieveBroken('The connection is closed.');
    this.#socket.destroy();
  }

  #listen() {
    this.#socket.on('data', (bytes: Buffer) => {
      this.#pieces.push(bytes);
      this.#size += bytes.length;
      this.#heard += bytes.length;
      if (this.#heard > MOST_BYTES) this.fail(new SieveBroken('The server says too much.'));
      else this.#wake();
    });
    this.#socket.on('error', (error) =>
      this.fail(new SieveBroken(error.message, { cause: error })),
    );
    this.#socket.on('close', () => this.fail(new SieveBroken('The server closed the connection.')));
  }

  #joined(): Buffer {
    if (this.#pieces.length > 1) this.#pieces = [Buffer.concat(this.#pieces)];
    return this.#pieces[0]!;
  }

  #drop(length: number) {
    const rest = this.#joined().subarray(length);
    this.#pieces = rest.length ? [rest] : [];
    this.#size = rest.length;
    this.#needed = 1;
  }
}

/** Waits for the socket, and destroys it when it does not come. */
async function within(patience: number, socket: Socket, event: string) {
  const late = setTimeout(() => socket.destroy(new SieveBroken('The server is silent.')), patience);
  try {
    await Promise.race([
      once(socket, event),
      once(socket, 'close').then(() => {
        throw new SieveBroken('The server closed the connection.');
      }),
    ]);
  } catch (error) {
    socket.on('error', () => {}).destroy();
    throw new SieveBroken((error as Error).message, { cause: error });
  } finally {
    clearTimeout(late);
  }
}
