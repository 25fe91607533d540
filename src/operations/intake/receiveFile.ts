import { randomBytes } from 'node:crypto';
import { firstLookBytes, type Lane } from '../../domain/intake/lane';
import { arrivalIdOf, normaliseEtag, type SiteKey } from '../../domain/kernel/identifiers/ids';
import { RefusedError } from '../../domain/reasons/refusals';
import type { IncomingPort } from '../ports';
import type { ChooseLane } from './chooseLane';
import type { Receiving } from './receiving';
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
  /** Shared by all files that this process receives. */
  readonly receiving: Receiving;
  readonly siteKey: SiteKey;
  readonly incomingContainer: string;
}

/**
 * Looks at a received file, records it, and lets it in or has it wait. What is urgent passes all
 * files that were looked at and are not recorded yet.
 *
 * @returns false if it was dealt with before
 */
export function createReceiveFile(deps: ReceiveFileDeps) {
  const { incoming, chooseLane, receiving, siteKey, incomingContainer } = deps;
  const startArrival = createStartArrival(deps);

  async function receive(
    { name, etag, createdAt }: Omit<ReceivedFile, 'start'>,
    lane: Lane,
  ): Promise<boolean> {
    const arrival = {
      schemaVersion: 1,
      arrivalId: arrivalIdOf(siteKey, incomingContainer, name, etag),
      container: incomingContainer,
      name,
      etag: normaliseEtag(etag),
      receivedAt: createdAt,
      lane,
      salt: randomBytes(32).toString('hex'),
    } as const;
    const { urgent } = receiving;
    if (lane !== 'urgent') return receiving.record(() => startArrival(arrival));
    urgent.begin(arrival.arrivalId);
    const isStarted = await startArrival(arrival);
    if (!isStarted) urgent.end(arrival.arrivalId);
    return isStarted;
  }

  // Many files wait here to be recorded: none holds its bytes meanwhile.
  return ({ name, etag, createdAt, start }: ReceivedFile): Promise<boolean> =>
    (start === undefined ? receiving.look(() => startOf(incoming, name, etag)) : Promise.resolve(start))
      .then(chooseLane)
      .then((lane) => receive({ name, etag, createdAt }, lane));
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
