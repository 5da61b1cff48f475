/**
 * Addresses of screens, which are all the same page. Everything else that can be navigated to (files,
 * downloads, what mail programs ask for, health) is the bridge's alone to answer.
 */
export const SCREENS =
  /^\/(?:$|\?|(?:login|compose|search|outbox|contacts|settings)(?:[/?]|$)|mail\/(?!config-))/;

/** The empty document that messages are written into. */
export const FRAME = '/mail-frame';
