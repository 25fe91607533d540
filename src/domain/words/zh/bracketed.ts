/** A sentence with text in brackets before its full stop. */
export function bracketed(sentence: string, ...inside: readonly (string | undefined)[]): string {
  const known = inside.filter((part) => part !== undefined);
  return known.length === 0 ? sentence : `${sentence.replace(/。$/, '')}（${known.join('，')}）。`;
}
