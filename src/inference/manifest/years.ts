/** `1 year`, `18 years`. */
export function years(count: number): string {
  return `${count} ${count === 1 ? 'year' : 'years'}`;
}
