/** An invalid request, with the problem details to answer it with. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly status: 400 | 404 | 406 | 409 | 410 | 411 | 413 | 414 | 415 | 429,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}
