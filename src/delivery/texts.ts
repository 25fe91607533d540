/** What a receiver said, on one line and not too long. */
export function saidText(text: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  const plain = text.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
  return plain === '' ? undefined : plain.slice(0, 500);
}

/** A receiver's codes, in the form that answers keep. */
export function statusText(...codes: readonly (string | number | undefined)[]): string {
  const text = codes.filter((code) => code !== undefined).join(' ');
  return text.replace(/[^0-9A-Za-z ._-]+/g, '-').slice(0, 64);
}
