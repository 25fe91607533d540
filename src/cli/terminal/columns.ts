/** Signs that take two columns of a terminal. @see Unicode Standard Annex #11: Wide and Fullwidth, as far as texts here have them */
const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/gu;

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  return [...text].length + (text.match(wide)?.length ?? 0);
}

/** The text, with spaces up to a width in columns. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}
