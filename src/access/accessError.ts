/** A denied request: what the caller is told, and additional detail for the log. Neither contains a token. */
export class AccessError extends Error {
  override readonly name = 'AccessError';

  constructor(
    readonly status: 401 | 403 | 415 | 503,
    readonly code: string,
    message: string,
    /** For the log. */
    readonly why: string = code,
    /** What Entra ID said, as a code without anything of a person. */
    readonly word?: string,
  ) {
    super(message);
  }
}
