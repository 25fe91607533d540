import { randomBytes } from 'node:crypto';
import { arrivalIdOf, normaliseEtag, type SiteKey } from '../../domain/kernel/ids';
import { createStartArrival, type StartArrivalDeps } from './startArrival';

/** One version of a blob in the incoming container. */
export interface ReceivedFile {
  readonly name: string;
  readonly etag: string;
  /** ISO time at which it was written. */
  readonly createdAt: string;
}

export interface ReceiveFileDeps extends StartArrivalDeps {
  readonly siteKey: SiteKey;
  readonly incomingContainer: string;
}

/** Starts an arrival for a received file. @returns whether an orchestration was started. */
export function createReceiveFile({ siteKey, incomingContainer, arrivals, starter }: ReceiveFileDeps) {
  const startArrival = createStartArrival({ arrivals, starter });
  return async ({ name, etag, createdAt }: ReceivedFile): Promise<boolean> =>
    startArrival({
      schemaVersion: 1,
      arrivalId: arrivalIdOf(siteKey, incomingContainer, name, etag),
      container: incomingContainer,
      name,
      etag: normaliseEtag(etag),
      receivedAt: createdAt,
      salt: randomBytes(32).toString('hex'),
    });
}
