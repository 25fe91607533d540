import type { LabelsOf, NameOf } from './catalogue';
import { addTo, observation, type Sample, type SeriesMap, sample } from './samples';

/** What this process has counted since it started. */
export class Counters {
  readonly #series: SeriesMap = new Map();
  #counted: () => void = () => {};

  /** Called each time that something was counted. */
  onCount(counted: () => void): void {
    this.#counted = counted;
  }

  count<N extends NameOf<'counter'>>(metric: N, labels: LabelsOf<N>): void {
    addTo(this.#series, sample(metric, labels, 1));
    this.#counted();
  }

  observe<N extends NameOf<'histogram'>>(metric: N, labels: LabelsOf<N>, value: number): void {
    addTo(this.#series, observation(metric, labels, value));
    this.#counted();
  }

  /** As of now: later counting does not change the list. */
  samples(): readonly Sample[] {
    return [...this.#series.values()];
  }
}
