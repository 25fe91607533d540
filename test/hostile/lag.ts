import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolution = 5;

/** How long the event loop of this process stood still at most, in milliseconds, while something was awaited. */
export class LagMeter {
  private worst = 0;

  async during<T>(work: () => Promise<T>): Promise<T> {
    // What was done before, a file made or written, is not counted.
    await new Promise((resolve) => setTimeout(resolve, 2 * resolution));
    const histogram = monitorEventLoopDelay({ resolution });
    histogram.enable();
    try {
      return await work();
    } finally {
      await new Promise((resolve) => setTimeout(resolve, 2 * resolution));
      histogram.disable();
      this.worst = Math.max(this.worst, histogram.max / 1e6 - resolution);
    }
  }

  get milliseconds(): number {
    return this.worst;
  }
}
