import type { RestError } from '@azure/storage-blob';
import { hasStatus } from '../blobs/jsonBlobs';

/**
 * Whether the storage refused because the caller, whom it knows, has no right to look: a sender may have the right
 * to write files and none to read any. A wrong key is another refusal, `AuthenticationFailed`.
 */
export function mayNotLook(error: unknown): boolean {
  // An answer to HEAD has its code in the headers alone.
  const code = (error as RestError).response?.headers.get('x-ms-error-code') ?? '';
  return hasStatus(error, 403) && code.startsWith('Authorization');
}
