import { LONGEST_PHOTO } from '../../../shared/contacts.ts';

const SIDE = 256;

/** The middle of a picture, at most 256 pixels wide and 60 kB: a data: URL, or null where nothing can be drawn. */
export async function smallPhoto(file: Blob): Promise<string | null> {
  const picture = await pictureOf(file);
  if (!picture?.naturalWidth) return null;
  const { naturalWidth, naturalHeight } = picture;
  const cut = Math.min(naturalWidth, naturalHeight);
  const side = Math.min(SIDE, cut);
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const drawing = canvas.getContext('2d');
  if (!drawing) return null;
  // What is see-through would be black.
  drawing.fillStyle = '#fff';
  drawing.fillRect(0, 0, side, side);
  const [x, y] = [(naturalWidth - cut) / 2, (naturalHeight - cut) / 2];
  drawing.drawImage(picture, x, y, cut, cut, 0, 0, side, side);
  for (const quality of [0.88, 0.75, 0.6, 0.4]) {
    const url = canvas.toDataURL('image/jpeg', quality);
    if (url.length <= LONGEST_PHOTO) return url;
  }
  return null;
}

/** Drawn as every picture of a page is, turned as its camera was held; null when it is none. */
async function pictureOf(file: Blob): Promise<HTMLImageElement | null> {
  const address = URL.createObjectURL(file);
  const picture = new Image();
  picture.src = address;
  try {
    await picture.decode();
    return picture;
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A picture of a card that is small enough stays as it is, byte for byte. */
export async function fittingPhoto(photo: string | null): Promise<string | null> {
  if (!photo || photo.length <= LONGEST_PHOTO) return photo;
  const [, type = '', base64 = ''] = /^data:([^;]+);base64,(.*)$/.exec(photo) ?? [];
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  return smallPhoto(new Blob([bytes], { type }));
}
