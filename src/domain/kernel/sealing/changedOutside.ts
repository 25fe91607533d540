/** The code of the error, of the answers to requests, and of the words for people. */
export const changedOutside = 'changed-outside';

/**
 * A blob that only the app writes is not what the app wrote, or is gone. What it says must not be shown or
 * acted on. Its name is made of ids.
 */
export class ChangedOutsideError extends Error {
  override readonly name = 'ChangedOutsideError';
  readonly code = changedOutside;

  /** @param sha256 of the bytes that were found; undefined if the blob is missing, or only its name was read */
  constructor(
    readonly container: string,
    readonly blob: string,
    readonly sha256?: string,
  ) {
    super(
      `${container}/${blob} was changed outside the app: do not use it, and run "triage audit verify", which says what else was changed.`,
    );
  }
}
