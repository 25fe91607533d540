/**
 * What a spreadsheet would take for the start of a formula, including the full-width forms of East Asian
 * keyboards.
 */
const formulaSigns = new Set([...'=+-@|%＝＋－＠']);

/** Spaces before a formula do not stop a spreadsheet; a tab or a line end may move it to its own cell. */
function couldRun(text: string): boolean {
  return /^[\t\r\n]/.test(text) || formulaSigns.has(text.trimStart().charAt(0));
}

/**
 * One cell, RFC 4180. A text that a spreadsheet could run as a formula is prefixed with an apostrophe, as
 * OWASP advises; our own numbers stay numbers.
 */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = value.replaceAll('\u0000', '');
  const harmless = couldRun(text) ? `'${text}` : text;
  return /[",\r\n\t;']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
