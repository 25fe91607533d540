/** A blob or file that is there and cannot be read. */
export class UnreadableError extends Error {
  override readonly name: string = 'UnreadableError';

  /** @param reason in words, without the name */
  constructor(
    message: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
