import type { RestError } from '@azure/storage-blob';

/**
 * The storage client's own errors carry the address of the blob, and with it the file's name, which can be a
 * patient's; a failed activity's error goes into durable history and logs.
 */
export class NamelessError extends Error {
  override readonly name = 'IncomingStorageError';

  constructor(error: unknown) {
    const { statusCode, code } = error as Partial<RestError>;
    super(`an incoming file could not be read from storage (${statusCode ?? code ?? 'no answer'})`);
  }
}
