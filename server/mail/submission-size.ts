import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type MailServer, tlsOptions } from './servers.ts';

/** What most servers take, when ours says nothing. */
const USUAL = 25_000_000;
/** The copy in Sent is filed by way of the bridge's memory: no server's generosity may fill it. */
const MOST = 52_428_800;
const PATIENCE = 10_000;

const known = new WeakMap<MailServer, Promise<number>>();

/**
 * How many bytes a letter may have, by the submission server's word: SIZE in its answer to EHLO
 * (RFC 1870). Asked once; a server that does not answer is asked again the next time.
 */
export function submissionSize(server: MailServer): Promise<number> {
  const asked = known.get(server);
  if (asked) return asked;
  const asking = askSize(server);
  known.set(server, asking);
  asking.catch(() => known.delete(server));
  return asking.catch(() => USUAL);
}

async function askSize(server: MailServer): Promise<number> {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    tls: tlsOptions(server),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.on('error', reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    return sizeIn(connection.lastServerResponse || '');
  } finally {
    connection.quit();
  }
}

/** The limit that an answer to EHLO names; 0 is "no fixed limit" (RFC 1870 section 4). */
export function sizeIn(answer: string): number {
  const said = /^250[ -]SIZE(?:[ \t]+(\d{1,15}))?[ \t]*$/im.exec(answer);
  if (!said) return USUAL;
  return Math.min(Number(said[1]) || MOST, MOST);
}
