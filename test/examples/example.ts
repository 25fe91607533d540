/** A small file that is read with a note, or refused. */
export interface Example {
  /** What the file is, in a few words: the documentation shows it. */
  readonly what: string;
  readonly make: () => Uint8Array | Promise<Uint8Array>;
  /** What its sender calls it. */
  readonly name?: string;
  /** Other notes that such a file cannot be without. */
  readonly also?: readonly string[];
}

/** A code that no file alone can make, and why. */
export interface NotFromAFile {
  readonly notFromAFile: string;
}

export const example = (what: string, make: Example['make'], more: Omit<Example, 'what' | 'make'> = {}) => ({
  what,
  make,
  ...more,
});

export function exampleWords(one: Example | NotFromAFile | undefined): string {
  if (one === undefined) return '';
  return 'what' in one ? one.what : `none: ${one.notFromAFile}`;
}
