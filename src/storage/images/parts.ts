/** One of several contents that lie one behind the other in a blob. */
export interface PlacedPart {
  readonly name: string;
  /** In bytes. */
  readonly offset: number;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

const form = /^(?<name>[a-z.]+(?:\/[0-9a-f]{64})?) (?<bytes>0|[1-9]\d{0,14}) (?<sha256>[0-9a-f]{64})$/;

/** Names, lengths and hashes of the parts, as the blob's metadata say them. */
export function partsText(parts: readonly Omit<PlacedPart, 'offset'>[]): string {
  return parts.map(({ name, bytes, sha256 }) => `${name} ${bytes} ${sha256}`).join(',');
}

/** The inverse; undefined if it is no such text, or names a part twice. */
export function partsIn(text = ''): readonly PlacedPart[] | undefined {
  const parts: PlacedPart[] = [];
  let offset = 0;
  for (const one of text.split(',')) {
    const { name = '', bytes = '', sha256 = '' } = form.exec(one)?.groups ?? {};
    if (name === '' || parts.some((part) => part.name === name)) return undefined;
    parts.push({ name, offset, bytes: Number(bytes), sha256 });
    offset += Number(bytes);
  }
  return parts;
}

/** How long the blob has to be. */
export function lengthOf(parts: readonly PlacedPart[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}
