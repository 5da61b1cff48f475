import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ErrorCode } from '../../shared/errors.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Login } from './login.ts';
import type { ImapPool } from './pool.ts';
import { type MailServer, tlsOptions } from './servers.ts';
import { refuseUtf8 } from './smtp-utf8.ts';

/** Who the letter is from and for, as MAIL FROM and RCPT TO say it (RFC 5321 section 3.3). */
export interface Envelope {
  from: string;
  to: string[];
}

/** What the server took. `refused` recipients did not get it; the others do. */
export interface Submitted {
  refused: { address: string; reason: string }[];
}

type Pieces = AsyncIterable<Buffer> | Iterable<Buffer>;

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  response?: string;
  command?: string;
}

const SECOND = 1000;

/** Hands letters to the submission server, each on a connection of its own, with the user's own login. */
export class Submission {
  readonly #server: MailServer;
  readonly #pool: ImapPool;

  constructor(server: MailServer, pool: ImapPool) {
    this.#server = server;
    this.#pool = pool;
  }

  /**
   * Submits a message once, never again by itself.
   *
   * @param bytes the whole message, lines ended by CRLF only (security S-30).
   * @param beforeEnd asked before the last bytes go out, and waited for: until then nobody can have
   *   got the message. What it throws ends the submission, and is thrown on.
   * @throws Refusal: `send-unknown` when the message went out and no answer came (fault F-2); any
   *   other code means that nobody got it, `mail-server-down` that it may be tried again later.
   */
  async submit(
    login: Login,
    envelope: Envelope,
    bytes: Pieces,
    beforeEnd: () => Promise<void> = async () => {},
  ): Promise<Submitted> {
    const connection = new SMTPConnection({
      host: this.#server.host,
      port: this.#server.port,
      secure: this.#server.security === 'tls',
      requireTLS: this.#server.security === 'starttls',
      ignoreTLS: this.#server.security === 'none',
      tls: tlsOptions(this.#server),
      connectionTimeout: 10 * SECOND,
      greetingTimeout: 10 * SECOND,
      // RFC 5321 section 4.5.3.2.6 asks for ten minutes after the final dot.
      socketTimeout: 600 * SECOND,
    });
    const broken = new Promise<never>((_resolve, reject) => {
      connection.on('error', reject);
    });
    broken.catch(() => {});
    try {
      await Promise.race([called((done) => connection.connect(done)), broken]);
      const credentials = this.#pool.credentialsFor(login);
      await Promise.race([called((done) => connection.login({ credentials }, done)), broken]);
      refuseUtf8(connection, [envelope.from, ...envelope.to]);
    } catch (error) {
      connection.close();
      if (error instanceof Refusal) throw error;
      throw refusalBefore(error as SmtpError);
    }
    return this.#send(connection, broken, envelope, bytes, beforeEnd);
  }

  async #send(
    connection: SMTPConnection,
    broken: Promise<never>,
    envelope: Envelope,
    bytes: Pieces,
    beforeEnd: () => Promise<void>,
  ): Promise<Submitted> {
    const end = { isNear: false, refused: null as unknown };
    const near = async () => {
      try {
        await beforeEnd();
      } catch (error) {
        end.refused = error;
        throw error;
      }
      end.isNear = true;
    };
    const message = Readable.from(upToEnd(bytes, near), { objectMode: false, highWaterMark: 1 });
    try {
      const info = await Promise.race([
        called<{ rejectedErrors?: (SmtpError & { recipient?: string })[] }>((done) =>
          connection.send(envelope, message, done as never),
        ),
        broken,
      ]);
      connection.quit();
      return { refused: (info?.rejectedErrors ?? []).map(toRefused) };
    } catch (error) {
      connection.close();
      if (end.refused) throw end.refused;
      const failure = error as SmtpError;
      if (end.isNear && failure.responseCode === undefined) {
        throw new Refusal('send-unknown', 'The server did not confirm the letter.', {}, error);
      }
      throw refusalOf(failure);
    }
  }
}

/** The same bytes; the last of them wait for `near`. */
async function* upToEnd(bytes: Pieces, near: () => Promise<void>) {
  let last: Buffer | undefined;
  for await (const piece of bytes) {
    if (last) yield last;
    last = piece;
  }
  await near();
  if (last) yield last;
}

function called<T>(start: (done: (error?: Error | null, value?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => (error ? reject(error) : resolve(value as T)));
  });
}

const toRefused = (error: SmtpError & { recipient?: string }) => ({
  address: error.recipient ?? '',
  reason: serverWords(error),
});

function refusalBefore(error: SmtpError): Refusal {
  const isRefused = error.code === 'EAUTH' && !isTemporary(error);
  const code: ErrorCode = isRefused ? 'login-refused' : 'mail-server-down';
  const details = { reason: serverWords(error) };
  return new Refusal(code, 'The letter could not be handed over.', details, error);
}

type SendError = SmtpError & { rejectedErrors?: (SmtpError & { recipient?: string })[] };

/** Nobody got the letter. What the server refuses for now may be tried again (RFC 5321 section 4.2.1). */
function refusalOf(error: SendError): Refusal {
  const details = { reason: serverWords(error) };
  const refuse = (code: ErrorCode, text: string, more: object = {}) =>
    new Refusal(code, text, { ...details, ...more }, error);
  const each = error.code === 'EENVELOPE' ? (error.rejectedErrors ?? []) : [];
  if (error.code === 'EENVELOPE' && error.responseCode === undefined && !each.length) {
    // The server was not asked: it does not take such an address.
    return refuse('message-refused', 'The address cannot be given to this server.', {
      reason: error.message,
    });
  }
  if (error.responseCode === undefined || isTemporary(error) || each.some(isTemporary)) {
    return refuse('mail-server-down', 'The letter could not be handed over.');
  }
  if (each.length) {
    const refused = each.map(toRefused);
    const sender = refused.every(({ reason }) =>
      /sender address rejected|not owned by user/i.test(reason),
    );
    const code = sender ? 'sender-refused' : 'recipient-refused';
    return refuse(code, 'The server refused the letter.', { refused });
  }
  if (error.responseCode === 552 || /size/i.test(error.message)) {
    return refuse('too-large', 'The letter is larger than the server takes.');
  }
  if (error.code === 'EENVELOPE') return refuse('sender-refused', 'The server refused the sender.');
  return refuse('message-refused', 'The server refused the letter.');
}

const isTemporary = ({ responseCode = 0 }: SmtpError) => responseCode >= 400 && responseCode < 500;

/** The server's reason without its codes: shown as text to the one who writes. */
function serverWords(error: SmtpError): string {
  return (error.response ?? '').replace(/^\d{3}[ -](\d\.\d{1,3}\.\d{1,3} )?/gm, '').slice(0, 300);
}
