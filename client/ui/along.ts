/** An arrow key as a page that is written from left to right would hear it. */
export function keyAlong(key: string): string {
  if (document.dir !== 'rtl') return key;
  return { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] ?? key;
}
