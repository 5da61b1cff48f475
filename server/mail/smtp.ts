import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ErrorCode } from '../../shared/errors.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Login } from './login.ts';
import type { ImapPool } from './pool.ts';
import { type MailServer, tlsOptions } from './servers.ts';

/** Who the letter is from and for, as MAIL FROM and RCPT TO say it (RFC 5321 section 3.3). */
export interface Envelope {
  from: string;
  to: string[];
}

/** What the server took. `refused` recipients did not get it; the others do. */
export interface Submitted {
  refused: { address: string; reason: string }[];
}

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
   * @param raw the whole message, lines ended by CRLF only (security S-30).
   * @throws Refusal: `send-unknown` when the message went out and no answer came (fault F-2); any
   *   other code means that nobody got it.
   */
  async submit(login: Login, envelope: Envelope, raw: Buffer): Promise<Submitted> {
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
    } catch (error) {
      connection.close();
      throw refusalBefore(error as SmtpError);
    }
    return this.#send(connection, broken, envelope, raw);
  }

  async #send(
    connection: SMTPConnection,
    broken: Promise<never>,
    envelope: Envelope,
    raw: Buffer,
  ): Promise<Submitted> {
    let handedOver = false;
    const message = Readable.from([raw], { objectMode: false });
    message.on('end', () => {
      handedOver = true;
    });
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
      const failure = error as SmtpError;
      if (handedOver && failure.responseCode === undefined) {
        throw new Refusal('send-unknown', 'The server did not confirm the letter.', {}, error);
      }
      throw refusalOf(failure);
    }
  }
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
  const code: ErrorCode = error.code === 'EAUTH' ? 'sender-refused' : 'mail-server-down';
  return new Refusal(code, 'The letter could not be handed over.', {}, error);
}

function refusalOf(
  error: SmtpError & {
    rejected?: string[];
    rejectedErrors?: (SmtpError & { recipient?: string })[];
  },
): Refusal {
  const details = { reason: serverWords(error) };
  if (error.code === 'EENVELOPE' && error.rejectedErrors?.length) {
    const refused = error.rejectedErrors.map(toRefused);
    const sender = refused.every(({ reason }) =>
      /sender address rejected|not owned by user/i.test(reason),
    );
    return new Refusal(
      sender ? 'sender-refused' : 'recipient-refused',
      'The server refused the letter.',
      { ...details, refused },
      error,
    );
  }
  if (error.code === 'EENVELOPE')
    return new Refusal('sender-refused', 'The server refused the sender.', details, error);
  if (error.responseCode === 552 || /size/i.test(error.message)) {
    return new Refusal('too-large', 'The letter is larger than the server takes.', details, error);
  }
  if (error.responseCode !== undefined && error.responseCode >= 500) {
    return new Refusal('message-refused', 'The server refused the letter.', details, error);
  }
  return new Refusal('mail-server-down', 'The letter could not be handed over.', details, error);
}

/** The server's reason without its codes: shown as text to the one who writes. */
function serverWords(error: SmtpError): string {
  return (error.response ?? '').replace(/^\d{3}[ -](\d\.\d{1,3}\.\d{1,3} )?/gm, '').slice(0, 300);
}
