/** A request that the hub cannot serve, with its HTTP status in the protocol. */
export class HubError extends Error {
  override readonly name = 'HubError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
