import { randomBytes } from 'node:crypto';
import type { ReviewStarter } from '../../activities/ensureReview';
import type { App } from '../../app/app';
import { arrivalIdOf, normaliseEtag } from '../../domain/kernel/ids';
import { startArrival } from '../../operations/intake/startArrival';

/** One version of one blob in the incoming container. */
export interface Received {
  readonly name: string;
  readonly etag: string;
  /** ISO time at which it was written. */
  readonly createdAt: string;
}

/** Starts what came as an arrival. @returns whether an orchestration was started. */
export async function receive(
  { store, settings }: Pick<App, 'store' | 'settings'>,
  starter: ReviewStarter,
  { name, etag, createdAt }: Received,
): Promise<boolean> {
  const container = settings.incomingContainer;
  const arrivalId = arrivalIdOf(settings.siteKey, container, name, etag);
  return startArrival(store.arrivals, starter, {
    schemaVersion: 1,
    arrivalId,
    container,
    name,
    etag: normaliseEtag(etag),
    receivedAt: createdAt,
    salt: randomBytes(32).toString('hex'),
  });
}
