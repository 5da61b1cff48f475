import { sourceAddress } from '../../../shared/messages.ts';

/**
 * What a row offers when it is dragged out of the page: itself as a file, where the browser can (DownloadURL of
 * Chromium). Others still drag it to a folder.
 */
export function offerAsFile(
  transfer: DataTransfer,
  { folder, uid }: { folder: string; uid: number },
  subject: string,
) {
  const address = new URL(sourceAddress(folder, uid), location.href);
  // A colon would end the name, a slash begin a folder; controls were removed by the bridge.
  const name =
    subject
      .replace(/[\s:/\\<>"|?*]+/g, ' ')
      .trim()
      .slice(0, 100) || 'message';
  transfer.setData('DownloadURL', `message/rfc822:${name}.eml:${address}`);
  transfer.effectAllowed = 'copyMove';
}
