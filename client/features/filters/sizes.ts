/** Bytes in a unit. The house counts by thousands; scripts of others count by 1024 (RFC 5228 section 2.4.1). */
export const sizeUnits = { kB: 1000, MB: 1_000_000, KiB: 1024, MiB: 1_048_576, B: 1 } as const;
export type SizeUnit = keyof typeof sizeUnits;

/** Bytes as a number of the largest unit that says them whole; '' stays empty. */
export function readSize(bytes: string): { amount: string; unit: SizeUnit } {
  const count = Number(bytes);
  if (!bytes || !Number.isFinite(count)) return { amount: '', unit: 'MB' };
  const order = ['MB', 'MiB', 'kB', 'KiB', 'B'] as const;
  const unit = order.find((one) => (count / sizeUnits[one]) % 1 === 0 && count > 0) ?? 'B';
  return { amount: String(count / sizeUnits[unit]), unit };
}

/** The contrary: '' for what is no positive number. Halves of a unit are allowed, of a byte not. */
export function writeSize(amount: string, unit: SizeUnit): string {
  const count = Number(amount.replace(',', '.'));
  if (!amount.trim() || !Number.isFinite(count) || count <= 0) return '';
  return String(Math.round(count * sizeUnits[unit]));
}
