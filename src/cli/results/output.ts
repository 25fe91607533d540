import type { FileResult } from './fileResult';

/** What a format may need to know beside the results. */
export interface OutputOptions {
  /** Of the whole batch. */
  readonly milliseconds: number;
  readonly byUrgency?: boolean;
  /** What a file is, where that is known beforehand. */
  readonly describe?: (file: string) => string | undefined;
}

/** A form in which results are printed. Its code is loaded when it is asked for. */
export interface Output {
  /** What its option says in `--help`; absent: no option chooses it. */
  readonly help?: string;
  /** @returns the whole text for standard output */
  text(results: readonly FileResult[], options: OutputOptions): Promise<string>;
}
