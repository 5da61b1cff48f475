/** What reads a hostile text as a tree. */
interface Parser {
  parseFromString(text: string, type: DOMParserSupportedType): Document;
}

let parser: Parser | undefined;

/**
 * Reads HTML into documents that belong to no page. A browser never runs such a document, but one that
 * is made by a page has its policy, and each style element and handler in it is an error in the console.
 */
export function quietParser(): Parser {
  parser ??= withoutPage() ?? new DOMParser();
  return parser;
}

/** The parser of a page that is gone: nothing can run there, so there is nothing to report. */
function withoutPage(): Parser | null {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.body?.append(frame);
  try {
    const own = (frame.contentWindow as unknown as { DOMParser: typeof DOMParser }).DOMParser;
    const made = new own();
    frame.remove();
    return made.parseFromString('<p>x', 'text/html').body.textContent === 'x' ? made : null;
  } catch {
    return null;
  } finally {
    frame.remove();
  }
}
