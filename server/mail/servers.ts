import type { ConnectionOptions } from 'node:tls';

/** One of the administrator's servers and how to speak to it. */
export interface MailServer {
  host: string;
  port: number;
  /** `none` only ever reaches loopback: the configuration refuses it elsewhere. */
  security: 'tls' | 'starttls' | 'none';
  /** Extra certificate authority, PEM. */
  ca: Buffer | undefined;
  /** Accept any certificate: loopback only. */
  anyCertificate: boolean;
}

export interface MailServers {
  imap: MailServer;
  smtp: MailServer;
  sieve: MailServer;
}

/** Where the users' address books are (RFC 6352). */
export interface CardDavServer {
  /** An https address, or http on this machine, with `{email}`, `{user}` and `{domain}` to be filled. */
  template: string;
  ca: Buffer | undefined;
  anyCertificate: boolean;
}

/** TLS options for a connection to the server. */
export function tlsOptions(server: Pick<MailServer, 'ca' | 'anyCertificate'>): ConnectionOptions {
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: !server.anyCertificate,
    ...(server.ca && { ca: server.ca }),
  };
}
