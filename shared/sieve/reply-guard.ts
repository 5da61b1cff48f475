import { type Command, command, test, text } from './tree.ts';

/**
 * A script that answers a message twice is broken off, and whatever it did is undone: so says RFC 5230
 * section 4.7, and so does Pigeonhole. So whoever answers first sets this variable, and who comes later
 * asks it. Automatic replies set it too, right after their `vacation`.
 */
export const ANSWERED = 'sobre_answered';

/** `set "sobre_answered" "yes";` */
export const setAnswered = (): Command => command('set', [text(ANSWERED), text('yes')]);

/** `string "${sobre_answered}" "yes"` */
export const isAnswered = () => test('string', [text(`\${${ANSWERED}}`), text('yes')]);
