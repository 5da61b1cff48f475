/** Hands a file to the browser, which keeps it where the person keeps downloads. */
export function saveFile(file: Blob, name: string) {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has it when the click is over; a moment more costs nothing.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
