import { emptyFrame, FRAME_PATH, FRAME_SANDBOX, frameDocument } from './mail-frame.ts';

/** Frames beyond these are given up: a conversation may show many, the next message needs one. */
const MOST_IDLE = 2;

/** Loaded, emptied, and out of sight: a message is then written without waiting for its document. */
const idle: HTMLIFrameElement[] = [];
let parking: HTMLElement | undefined;

/** Moves an element without what leaving the page would do to it: a frame keeps its document. */
interface Movable {
  moveBefore(node: Node, child: Node | null): void;
}
const canMove = () => 'moveBefore' in Element.prototype;

/** Loads a frame for the first message. Where frames cannot be moved, only its file is fetched. */
export function warmFrame() {
  if (idle.length) return;
  const frame = makeFrame();
  parkingPlace().append(frame);
  if (canMove()) idle.push(frame);
  else frame.addEventListener('load', () => frame.remove(), { once: true });
}

/** Puts an empty frame into its slot, which is in the page. It may still have to load. */
export function lendFrame(slot: HTMLElement): HTMLIFrameElement {
  const kept = idle.pop();
  if (kept) {
    (slot as unknown as Movable).moveBefore(kept, null);
    return kept;
  }
  const frame = makeFrame();
  slot.append(frame);
  return frame;
}

/** Takes a frame back while its slot is still in the page. Nothing of its message stays in it. */
export function takeFrameBack(frame: HTMLIFrameElement) {
  const page = frameDocument(frame);
  if (!page || !frame.isConnected || !canMove() || idle.length >= MOST_IDLE) return frame.remove();
  emptyFrame(page);
  frame.removeAttribute('style');
  frame.removeAttribute('data-ready');
  (parkingPlace() as unknown as Movable).moveBefore(frame, null);
  idle.push(frame);
}

function makeFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', FRAME_SANDBOX);
  frame.referrerPolicy = 'no-referrer';
  frame.src = FRAME_PATH;
  return frame;
}

function parkingPlace(): HTMLElement {
  if (!parking) {
    parking = document.createElement('div');
    parking.hidden = true;
    document.body.append(parking);
  }
  return parking;
}
