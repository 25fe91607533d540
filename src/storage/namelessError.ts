import type { RestError } from '@azure/storage-blob';

/**
 * The storage client's errors contain the blob's URL, and with it the file name, which can be a patient's. A
 * failed activity's error goes into durable history and logs.
 */
export class NamelessError extends Error {
  override readonly name = 'IncomingStorageError';

  constructor(error: unknown) {
    const { statusCode, code } = error as Partial<RestError>;
    super(`an incoming file could not be read from storage (${statusCode ?? code ?? 'no answer'})`);
  }
}
