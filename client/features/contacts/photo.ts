import { LONGEST_PHOTO } from '../../../shared/contacts.ts';

const SIDE = 256;

/** The middle of a picture, at most 256 pixels wide and 60 kB: a data: URL, or null where nothing can be drawn. */
export async function smallPhoto(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const cut = Math.min(picture.width, picture.height);
  const side = Math.min(SIDE, cut);
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const drawing = canvas.getContext('2d');
  if (!drawing) return null;
  // What is see-through would be black.
  drawing.fillStyle = '#fff';
  drawing.fillRect(0, 0, side, side);
  const [x, y] = [(picture.width - cut) / 2, (picture.height - cut) / 2];
  drawing.drawImage(picture, x, y, cut, cut, 0, 0, side, side);
  picture.close();
  for (const quality of [0.88, 0.75, 0.6, 0.4]) {
    const url = canvas.toDataURL('image/jpeg', quality);
    if (url.length <= LONGEST_PHOTO) return url;
  }
  return null;
}

/** A picture of a card that is small enough stays as it is, byte for byte. */
export async function fittingPhoto(photo: string | null): Promise<string | null> {
  if (!photo || photo.length <= LONGEST_PHOTO) return photo;
  const [, type = '', base64 = ''] = /^data:([^;]+);base64,(.*)$/.exec(photo) ?? [];
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  return smallPhoto(new Blob([bytes], { type }));
}
