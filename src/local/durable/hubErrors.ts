/** A request to the hub that cannot be served, with the HTTP status that the protocol has for it. */
export class HubError extends Error {
  override readonly name = 'HubError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
