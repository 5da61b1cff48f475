import {
  type ExportedWhat,
  type ExportFormat,
  type ExportPart,
  listExports,
  type MailExport,
  partAddress,
  startExport,
} from '../../../shared/exports.ts';
import type { Visitor } from '../../testing.ts';

/** Prepares a download, to its end. */
export async function prepared(
  who: Visitor,
  format: ExportFormat,
  what: ExportedWhat = { kind: 'all' },
): Promise<MailExport> {
  const { id } = await who.call(startExport, { what, format });
  for (;;) {
    const { exports } = await who.call(listExports, {});
    const found = exports.find((one) => one.id === id);
    if (found?.state !== 'preparing') return found!;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The bytes of one of its files. */
export async function download(
  who: Visitor,
  { id }: Pick<MailExport, 'id'>,
  part: ExportPart,
  headers: Record<string, string> = {},
): Promise<Buffer> {
  const response = await who.fetch(partAddress(id, part), { headers });
  if (!response.ok) throw new Error(`${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}
