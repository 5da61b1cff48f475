import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const LIBRARIES = '/usr/lib';

/** libfaketime of Debian's package `faketime`: preloaded, a program of the mail stack lives at another time. */
export const FAKETIME =
  readdirSync(LIBRARIES)
    .map((name) => join(LIBRARIES, name, 'faketime/libfaketime.so.1'))
    .find((path) => existsSync(path)) ?? '';
