/** A request that cannot be answered as it was sent: what is answered to it, as problem details. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly status: 400 | 404 | 413 | 415,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
