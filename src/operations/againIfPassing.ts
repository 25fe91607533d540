import { setTimeout as sleep } from 'node:timers/promises';
import { passingFault } from '../domain/reasons/passingFault';
import { retryDelay } from '../domain/reasons/retryDelay';

/** How often a step is tried before it fails. */
const tries = 3;

export interface AgainIfPassingDeps {
  /** In milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to 1, not 1. */
  readonly chance: () => number;
  readonly pause: (milliseconds: number) => Promise<unknown>;
  /** Told of each fault after which the step is tried again: its code and the pause in milliseconds. */
  readonly onFault: (what: string, milliseconds: number) => void;
}

/** The clock, chance and timers of this process. */
export const ofThisProcess = { now: Date.now, chance: Math.random, pause: sleep };

/**
 * Runs a step that may run any number of times, and tries it again after a fault that passes by itself. So a
 * storage that is busy for a second costs the orchestration nothing: no entry in its history, no message.
 *
 * @throws what the step threw: at once if it does not pass, or else the last time
 */
export async function againIfPassing<T>(step: () => Promise<T>, deps: AgainIfPassingDeps): Promise<T> {
  for (let failed = 1; ; failed += 1) {
    try {
      return await step();
    } catch (error) {
      const fault = failed < tries ? passingFault(error, deps.now()) : undefined;
      const delay = fault && retryDelay(failed, deps.chance(), fault.retryAfterMs);
      if (fault === undefined || delay === undefined) throw error;
      deps.onFault(fault.what, delay);
      await deps.pause(delay);
    }
  }
}
