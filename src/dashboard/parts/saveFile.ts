/** Has the browser save a file for a spreadsheet. */
export function saveCsv(name: string, text: string): void {
  // The byte order mark tells spreadsheets that it is UTF-8.
  saveFile(name, `\uFEFF${text}`, 'text/csv');
}

/** Has the browser save a text. @param type MIME type */
export function saveFile(name: string, text: string, type: string): void {
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

export function saveBlob(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
