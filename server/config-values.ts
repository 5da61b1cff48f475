import { readFileSync } from 'node:fs';

export type Environment = Record<string, string | undefined>;

/** A value of the environment that cannot be right; the message is the sentence to print. */
export class ConfigError extends Error {}

export const parseUrl = (text: string) => (URL.canParse(text) ? new URL(text) : null);

export const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);

export const hidePassword = (url: string) => url.replace(/:\/\/[^@/]*@/, '://…@');

/** MAIL_CA_FILE. @throws ConfigError when it cannot be read. */
export function readCa(path: string | undefined): Buffer | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(path);
  } catch {
    throw new ConfigError(
      `MAIL_CA_FILE is "${path}", which cannot be read: give a PEM file, like MAIL_CA_FILE=/etc/ssl/mail-ca.pem.`,
    );
  }
}
