/** A statement of the administrator's, taken apart: text, value, text, value, … text. */
export interface BoundStatement {
  texts: string[];
  names: StatementName[];
  /** What is wrong with it, as the end of a sentence; null when nothing is. */
  fault: string | null;
}

const known = ['address', 'user', 'domain', 'hash'] as const;
export type StatementName = (typeof known)[number];

/**
 * Finds the places of a SQL statement where values belong. They are bound by the database, never put
 * into the text: what is inside of quotes is none.
 */
export function readStatement(sql: string): BoundStatement {
  const texts: string[] = [''];
  const names: StatementName[] = [];
  let fault: string | null = null;
  for (const [piece] of sql.trim().replace(/;$/, '').matchAll(PIECES)) {
    const name = piece.startsWith(':') ? known.find((one) => piece === `:${one}`) : undefined;
    if (name) {
      names.push(name);
      texts.push('');
      continue;
    }
    if (/^:[a-z]/i.test(piece)) fault ??= `holds ${piece}, which is no value that Sobre has`;
    if (/^['"]/.test(piece) && known.some((one) => piece.includes(`:${one}`))) {
      fault ??= 'has a value inside of quotes, where it cannot be bound';
    }
    if (piece === ';') fault ??= 'holds more than one statement';
    texts[texts.length - 1] += piece;
  }
  if (!names.includes('hash')) fault ??= 'does not say where the new password goes (:hash)';
  if (!names.some((name) => name === 'address' || name === 'user')) {
    fault ??= 'does not say whose password it is (:address, or :user and :domain)';
  }
  return { texts, names, fault };
}

// Quoted text and names, casts ("::text"), values, and the rest.
const PIECES = /'(?:[^']|'')*'|"(?:[^"]|"")*"|::|:\w+|[^'":;]+|[\s\S]/g;
