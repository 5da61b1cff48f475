import { randomUUID } from 'node:crypto';
import { createUpload, PIECE, pieceAddress } from '../../../shared/uploads.ts';
import type { Visitor } from '../../testing.ts';

/** Sends bytes from one place of a file on, as the page does. */
export function sendPiece(who: Visitor, id: string, place: number, body: Buffer) {
  const headers = { 'Content-Type': 'application/octet-stream' };
  return who.fetch(pieceAddress(id, place), { method: 'PUT', headers, body: new Uint8Array(body) });
}

/** Announces a file and sends it whole, in pieces. @returns its id. */
export async function uploadFile(
  who: Visitor,
  file: { name: string; type?: string; bytes: Buffer },
): Promise<string> {
  const { name, type = '', bytes } = file;
  const id = randomUUID();
  await who.call(createUpload, { id, name, type, size: bytes.length });
  for (let place = 0; place < bytes.length; place += PIECE) {
    const response = await sendPiece(who, id, place, bytes.subarray(place, place + PIECE));
    if (!response.ok) throw new Error(await response.text());
  }
  return id;
}
