import { imageSizeOf, MOST_PIXELS } from '../../messages/image-size.ts';
import type { DraftFile } from '../composing.ts';

/** Longest sides in pixels: for a large screen, and for a look. */
export const PHOTO_SIDES = { large: 2048, medium: 1280 } as const;
export type PhotoSize = keyof typeof PHOTO_SIDES;

/** Below this many bytes nothing is worth a second encoding. */
const WORTH = 400_000;
const QUALITY = 0.85;

/** A photo that could weigh less. Drawings (PNG, GIF) lose more than they win. */
export const isHeavyPhoto = ({ kind, type, size }: DraftFile) =>
  kind === 'upload' && /^image\/(jpeg|webp)$/.test(type) && size > WORTH;

/**
 * A photo made smaller: turned as its camera said, without the place and all else that its file tells of
 * where it was taken.
 *
 * @returns null when that would win nothing, or it is no picture that can be read.
 */
export async function shrinkPhoto(photo: Blob, side: number): Promise<Blob | null> {
  const declared = imageSizeOf(await photo.arrayBuffer());
  if (!declared || declared.width * declared.height > MOST_PIXELS) return null;
  const bitmap = await createImageBitmap(photo).catch(() => null);
  if (!bitmap) return null;
  const canvas = draw(bitmap, side);
  bitmap.close();
  const smaller = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', QUALITY),
  );
  return smaller && smaller.size < photo.size * 0.9 ? smaller : null;
}

function draw(bitmap: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.imageSmoothingQuality = 'high';
  // JPEG knows no transparency: paper instead of black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}
