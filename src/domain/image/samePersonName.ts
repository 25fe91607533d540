/**
 * The representations of a person name (alphabetic, ideographic, phonetic), PS3.5 6.2.1: components without
 * the spaces around them, and without the empty ones at the end, which may be written or left out.
 */
export function representationsOf(name: string): string[] {
  return name.split('=').map((group) =>
    group
      .normalize('NFC')
      .split('^')
      .map((component) => component.trim())
      .join('^')
      .replace(/\^+$/, ''),
  );
}

/**
 * Whether two person names are spelt the same: in every representation that both have, and they must share
 * one. A representation that only one of them has says nothing.
 */
export function isSamePersonName(a: string, b: string): boolean {
  const [first, second] = [representationsOf(a), representationsOf(b)];
  const shared = first.flatMap((group, at) => {
    const other = second[at] ?? '';
    return group === '' || other === '' ? [] : [group === other];
  });
  return shared.length > 0 && shared.every((same) => same);
}
