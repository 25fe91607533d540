import type { RefusalCode } from './refusalCode';

/** Where in the file the problem is. Never a value that could identify a patient. */
export interface RefusalDetail {
  /** The DICOM tag, `(gggg,eeee)`. */
  readonly tag?: string;
  /** The offending value: a number, a UID of the standard, or a code; never free text from the file. */
  readonly value?: string | number;
  /** Byte offset in the file. */
  readonly offset?: number;
}

/** A file that cannot be admitted; it is quarantined with this reason. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(
    readonly code: RefusalCode,
    readonly detail: RefusalDetail = {},
    options?: ErrorOptions,
  ) {
    // For the log: refusalWords has the text shown to people.
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
