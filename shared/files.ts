/** Address of all files of a message as one zip. */
export function zipAddress(folder: string, messageUid: number): string {
  return `/api/folders/${encodeURIComponent(folder)}/messages/${messageUid}/attachments.zip`;
}
