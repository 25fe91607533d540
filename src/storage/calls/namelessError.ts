import type { RestError } from '@azure/storage-blob';
import { statedRetryAfter } from '../../domain/reasons/passingFault';

/**
 * The storage client's errors contain the blob's URL, and with it the file name, which can be a patient's. A
 * failed activity's error goes into durable history and logs. What tells whether the fault passes is kept.
 */
export class NamelessError extends Error {
  override readonly name = 'IncomingStorageError';
  readonly statusCode: number | undefined;
  readonly code: string | undefined;
  readonly retryAfter: string | undefined;

  constructor(error: unknown) {
    const { statusCode, code } = error as Partial<RestError>;
    super(`an incoming file could not be read from storage (${statusCode ?? code ?? 'no answer'})`);
    this.statusCode = statusCode;
    this.code = code;
    this.retryAfter = statedRetryAfter(error);
  }
}
