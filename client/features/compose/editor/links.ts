import type Squire from 'squire-rte';

const LONGEST = 4000;

/** The address of a link as people type it, or null: web, mail and telephone only (security S-17). */
export function readLink(typed: string): string | null {
  const text = typed.trim();
  if (!text || text.length > LONGEST || /\s/.test(text)) return null;
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  if (/^\+?[\d().-]{6,}$/.test(text)) return `tel:${text.replace(/[^\d+]/g, '')}`;
  const full = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`;
  try {
    const { protocol, hostname, href } = new URL(full);
    if (/^https?:$/.test(protocol))
      return hostname.includes('.') || hostname === 'localhost' ? href : null;
    return /^(mailto|tel):$/.test(protocol) ? href : null;
  } catch {
    return null;
  }
}

/** Where the words at the cursor lead now. */
export function linkAt(editor: Squire): string | null {
  const { startContainer } = editor.getSelection();
  const element = startContainer instanceof Element ? startContainer : startContainer.parentElement;
  const link = element?.closest('a[href]');
  return link && editor.getRoot().contains(link) ? link.getAttribute('href') : null;
}
