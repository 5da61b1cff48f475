import type { DragEvent } from 'react';
import type { Recipient } from '../../../../shared/compose.ts';
import { writeRecipient } from './recipient-text.ts';

export type RecipientsOf = 'to' | 'cc' | 'bcc';

/** The chip that is being dragged. Its data may not be read before it is dropped, and so is kept here. */
let dragged: { letter: string; field: RecipientsOf; one: Recipient } | null = null;

export function beginDrag(event: DragEvent, letter: string, field: RecipientsOf, one: Recipient) {
  dragged = { letter, field, one };
  event.dataTransfer.effectAllowed = 'copyMove';
  event.dataTransfer.setData('text/plain', writeRecipient(one));
}

export function endDrag() {
  dragged = null;
}

/** A chip of this letter, from another field. */
export const draggedTo = (letter: string, field: RecipientsOf) =>
  dragged?.letter === letter && dragged.field !== field ? dragged : null;

/** True while a chip is dragged: its text is not dropped beside itself. */
export const isDragging = () => dragged !== null;
