import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditSealer } from '../../app/auditSealer';

const tries = 40;
const pauseMilliseconds = 500;

/**
 * Seals what waits; if another sequencer is at work, after it.
 *
 * @returns how many entries were added; undefined if no key is set, or the other sequencer does not finish
 */
export async function sealWaiting(
  sealer: AuditSealer,
  warn: (message: string) => void,
): Promise<number | undefined> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const sealed = await sealer.seal(warn);
    if (sealed === undefined) return undefined;
    if (!sealed.busy) return sealed.entries;
    await sleep(pauseMilliseconds);
  }
  return undefined;
}
