/** A file's name may hold anything, including terminal control sequences. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');
}

/** The end of a path says more than its beginning; whole folders are cut if that is enough. */
export function shorten(text: string, width: number): string {
  const points = [...text];
  if (points.length <= width) return text;
  const end = points.slice(points.length - width + 1);
  const folder = end.indexOf('/');
  return `…${end.slice(Math.max(0, folder)).join('')}`;
}
