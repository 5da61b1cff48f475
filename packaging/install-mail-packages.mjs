// Installs Dovecot and Postfix where they are missing, without starting any service: the same list that
// `npm start` goes by.
import { ensureSystemPackages } from '../scripts/system-packages.mjs';

await ensureSystemPackages(['mail']);
