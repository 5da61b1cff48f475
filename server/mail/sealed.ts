import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a secret under a key that neither the cookie nor the server holds alone (security S-36):
 * AES-256-GCM, key = HKDF-SHA256(cookie's key, salt SECRET_KEY). `owner` is authenticated with it,
 * so that a sealed secret moved to another account's row does not open.
 *
 * @returns base64 of IV, tag and ciphertext.
 */
export function seal(secret: string, owner: string, cookieKey: Buffer, secretKey: Buffer): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(cookieKey, secretKey), iv);
  cipher.setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Opens what `seal` made. @throws when any of the keys, the owner or the text is not the same. */
export function unseal(text: string, owner: string, cookieKey: Buffer, secretKey: Buffer): string {
  const bytes = Buffer.from(text, 'base64');
  const iv = bytes.subarray(0, IV_BYTES);
  const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(cookieKey, secretKey), iv, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(tag);
  const rest = bytes.subarray(IV_BYTES + TAG_BYTES);
  return decipher.update(rest, undefined, 'utf8') + decipher.final('utf8');
}

function sealingKey(cookieKey: Buffer, secretKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', cookieKey, secretKey, 'sobre session credentials', 32));
}

/**
 * Seals bytes that only the server reads, under its key alone (AES-256-GCM): a database without SECRET_KEY says
 * nothing of them.
 *
 * @param owner authenticated with them: they open nowhere else.
 */
export function sealBytes(bytes: Uint8Array, owner: string, secretKey: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(BYTES_KEY, secretKey), iv);
  cipher.setAAD(Buffer.from(owner));
  const sealed = [cipher.update(bytes), cipher.final()];
  return Buffer.concat([iv, cipher.getAuthTag(), ...sealed]);
}

/** Opens what `sealBytes` made. @throws when the key, the owner or the bytes are not the same. */
export function unsealBytes(sealed: Uint8Array, owner: string, secretKey: Buffer): Buffer {
  const iv = sealed.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(BYTES_KEY, secretKey), iv, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

/** No secret, and nothing that a cookie holds. */
const BYTES_KEY = Buffer.from('bytes of the server');
