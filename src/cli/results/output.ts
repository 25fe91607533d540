import type { FileResult } from './fileResult';

/** What a format may need to know besides the results. */
export interface OutputOptions {
  /** For the whole batch. */
  readonly milliseconds: number;
  readonly byUrgency?: boolean;
  /** What a file shows, if known beforehand. */
  readonly describe?: (file: string) => string | undefined;
}

/** A format in which results are printed. Its code is loaded when needed. */
export interface Output {
  /** The help text of its option; absent: no option chooses it. */
  readonly help?: () => string;
  /** @returns the whole text for standard output */
  text(results: readonly FileResult[], options: OutputOptions): Promise<string>;
}
