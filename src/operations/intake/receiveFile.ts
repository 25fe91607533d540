import { randomBytes } from 'node:crypto';
import { firstLookBytes } from '../../domain/intake/lane';
import { arrivalIdOf, normaliseEtag, type SiteKey } from '../../domain/kernel/ids';
import { RefusedError } from '../../domain/reasons/refusals';
import type { IncomingPort } from '../ports';
import type { ChooseLane } from './chooseLane';
import { createStartArrival, type StartArrivalDeps } from './startArrival';

/** One version of a blob in the incoming container. */
export interface ReceivedFile {
  readonly name: string;
  readonly etag: string;
  /** ISO time at which it was written. */
  readonly createdAt: string;
  /** Its first bytes, if they are known. */
  readonly start?: Uint8Array;
}

export interface ReceiveFileDeps extends StartArrivalDeps {
  readonly incoming: Pick<IncomingPort, 'peek'>;
  readonly chooseLane: ChooseLane;
  readonly siteKey: SiteKey;
  readonly incomingContainer: string;
}

/** Records a received file, and lets it in or has it wait. @returns false if it was dealt with before */
export function createReceiveFile(deps: ReceiveFileDeps) {
  const { incoming, chooseLane, siteKey, incomingContainer } = deps;
  const startArrival = createStartArrival(deps);
  return async ({ name, etag, createdAt, start }: ReceivedFile): Promise<boolean> =>
    startArrival({
      schemaVersion: 1,
      arrivalId: arrivalIdOf(siteKey, incomingContainer, name, etag),
      container: incomingContainer,
      name,
      etag: normaliseEtag(etag),
      receivedAt: createdAt,
      lane: await chooseLane(start ?? (await startOf(incoming, name, etag))),
      salt: randomBytes(32).toString('hex'),
    });
}

/** Nothing of a version that is gone: that is found out when it is read. */
async function startOf(incoming: Pick<IncomingPort, 'peek'>, name: string, etag: string) {
  try {
    return (await incoming.peek(name, etag, firstLookBytes)).start;
  } catch (error) {
    if (error instanceof RefusedError) return new Uint8Array(0);
    throw error;
  }
}
