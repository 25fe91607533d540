/** A request that the hub cannot serve, with the HTTP status that the protocol defines. */
export class HubError extends Error {
  override readonly name = 'HubError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
