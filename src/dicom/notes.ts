import type { ReadNote } from '../domain/reasons/readNotes';

/** Collects what was unusual while reading a file, each code once. */
export class Notes {
  private readonly codes = new Set<ReadNote>();

  add(code: ReadNote): void {
    this.codes.add(code);
  }

  has(code: ReadNote): boolean {
    return this.codes.has(code);
  }

  /** All codes in alphabetical order, so that the same file always gives the same description. */
  list(): ReadNote[] {
    return [...this.codes].sort();
  }
}
