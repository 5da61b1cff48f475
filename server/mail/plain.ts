import { plain as clean } from '../../shared/plain.ts';

/** Text that somebody else wrote, fit to be one text node; the rule is shared with the browser. */
export const plain = clean;
