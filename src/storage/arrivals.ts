import type { ContainerClient } from '@azure/storage-blob';
import { type Arrival, arrivalSchema, type Outcome, outcomeSchema } from '../domain/arrival';
import { createJson, readJson } from './jsonBlobs';

/** The accounting: what was received, and how each of it ended. */
export class Arrivals {
  constructor(
    private readonly arrivals: ContainerClient,
    private readonly results: ContainerClient,
  ) {}

  /** Write-once; repeating it changes nothing. */
  async record(arrival: Arrival): Promise<void> {
    await createJson(this.arrivals, `${arrival.arrivalId}.json`, arrivalSchema.parse(arrival));
  }

  read(arrivalId: string): Promise<Arrival | undefined> {
    return readJson(this.arrivals.getBlobClient(`${arrivalId}.json`), arrivalSchema);
  }

  /** Write-once: the first outcome stands. */
  async recordOutcome(outcome: Outcome): Promise<void> {
    await createJson(this.results, outcomeName(outcome.arrivalId), outcomeSchema.parse(outcome));
  }

  outcome(arrivalId: string): Promise<Outcome | undefined> {
    return readJson(this.results.getBlobClient(outcomeName(arrivalId)), outcomeSchema);
  }

  /** The ids of all arrivals that have an outcome. */
  async finished(): Promise<Set<string>> {
    const ids = new Set<string>();
    for await (const { name } of this.results.listBlobsFlat({ prefix: outcomePrefix })) {
      ids.add(name.slice(outcomePrefix.length, -'.json'.length));
    }
    return ids;
  }
}

const outcomePrefix = 'arrivals/';

function outcomeName(arrivalId: string): string {
  return `${outcomePrefix}${arrivalId}.json`;
}
