import type { RefusalCode } from './refusalCode';

/** Where in the file the refusal was met. Never a value that could identify a patient. */
export interface RefusalDetail {
  /** The DICOM tag, `(gggg,eeee)`. */
  readonly tag?: string;
  /** The offending value: a number, a UID of the standard, a code; never free text from the file. */
  readonly value?: string | number;
  /** Byte offset in the file. */
  readonly offset?: number;
}

/** A file that cannot be admitted; it goes to quarantine with this reason. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(
    readonly code: RefusalCode,
    readonly detail: RefusalDetail = {},
    options?: ErrorOptions,
  ) {
    // For the log: a person is told in words, see refusalWords.
    super([code, ...whereIn(detail)].join(', '), options);
  }
}

function whereIn({ tag, value, offset }: RefusalDetail): string[] {
  return [
    tag,
    value === undefined ? undefined : `value ${value}`,
    offset === undefined ? undefined : `offset ${offset}`,
  ].filter((part) => part !== undefined);
}
