import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface Lag<T> {
  readonly result: T;
  /** The longest that the event loop of this process stood still, in milliseconds. */
  readonly milliseconds: number;
}

const resolution = 5;

/**
 * Does some work and says how long the event loop stood still in the meantime. For suites that may assert times: on a
 * machine that is busy with other things every process stands still now and then.
 */
export async function eventLoopLag<T>(work: () => Promise<T>): Promise<Lag<T>> {
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  // It measures from one turn of the loop to the next, so the first turn must be behind us.
  await new Promise((resolve) => setTimeout(resolve, 4 * resolution));
  try {
    const result = await work();
    // The last pause counts once the loop turns again.
    await new Promise((resolve) => setTimeout(resolve, 4 * resolution));
    return { result, milliseconds: Math.max(0, histogram.max / 1e6 - resolution) };
  } finally {
    histogram.disable();
  }
}
