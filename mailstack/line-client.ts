import { connect, type Socket } from 'node:net';

/** Speaks a line protocol (SMTP, ManageSieve) byte for byte, for tests of what no library would send. */
export class LineClient {
  readonly #socket: Socket;
  #heard = '';
  #wake = () => {};

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.setEncoding('utf8').on('data', (text) => {
      this.#heard += text;
      this.#wake();
    });
    this.#socket.on('error', () => this.#wake());
    this.#socket.on('close', () => this.#wake());
  }

  /** Sends these bytes, if any, and answers what comes back up to the line that `end` matches. */
  async say(text: string, end: RegExp): Promise<string> {
    this.#socket.write(text);
    for (;;) {
      const found = end.exec(this.#heard);
      if (found) {
        const answer = this.#heard.slice(0, found.index + found[0].length);
        this.#heard = this.#heard.slice(answer.length);
        return answer;
      }
      if (this.#socket.closed) throw new Error(`Closed after: ${this.#heard}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  close(): void {
    this.#socket.destroy();
  }
}
