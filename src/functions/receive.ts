import type { ReviewStarter } from '../activities/ensureReview';
import type { App } from '../app';
import { arrivalIdOf, normaliseEtag } from '../domain/ids';

/** One version of one blob in the incoming container. */
export interface Received {
  readonly name: string;
  readonly etag: string;
  /** ISO time at which it was written. */
  readonly createdAt: string;
}

/**
 * Writes the arrival, then starts its orchestration. The arrival's id is the instance's id, so an event that comes
 * again, or a sweep that crosses it, is the same orchestration; one that has an outcome is not run again.
 *
 * @returns whether an orchestration was started.
 */
export async function receive(
  { store, settings }: Pick<App, 'store' | 'settings'>,
  starter: ReviewStarter,
  { name, etag, createdAt }: Received,
): Promise<boolean> {
  const container = settings.incomingContainer;
  const arrivalId = arrivalIdOf(settings.siteKey, container, name, etag);
  await store.arrivals.record({
    schemaVersion: 1,
    arrivalId,
    container,
    name,
    etag: normaliseEtag(etag),
    receivedAt: createdAt,
  });
  if (await store.arrivals.outcome(arrivalId)) return false;
  if (await starter.isRunning(arrivalId)) return false;
  await starter.start('triageImage', arrivalId, { arrivalId });
  return true;
}
