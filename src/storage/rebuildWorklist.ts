import type { IndexPartition } from '../domain/worklist/indexRow';
import { renewRow, type WorklistSources } from './worklistRecords';

export interface Rebuilt {
  readonly studies: number;
  readonly refusals: number;
  readonly processing: number;
}

/**
 * Rebuilds the worklist from the records it is derived from, while the app keeps running: lines are replaced
 * one by one, and those without a record are removed.
 */
export async function rebuildWorklist(sources: WorklistSources): Promise<Rebuilt> {
  const rows = await sources.worklist.rows();
  const renewAll = async (partition: IndexPartition, recorded: AsyncIterable<string>): Promise<number> => {
    const others = new Set(rows[partition].keys());
    let count = 0;
    for await (const key of recorded) {
      await renewRow(sources, partition, key, true);
      others.delete(key);
      count += 1;
    }
    for (const key of others) await renewRow(sources, partition, key, true);
    return count;
  };
  const { arrivals } = sources;
  const studies = await renewAll('study', studyIds(sources));
  await renewAll('feedback', studyIds(sources));
  const refusals = await renewAll('refusal', refusalIds(sources));
  const open = arrivals.open(Number.POSITIVE_INFINITY, await arrivals.finished());
  return { studies, refusals, processing: await renewAll('processing', open) };
}

async function* studyIds({ results }: WorklistSources): AsyncGenerator<string> {
  for await (const { studyId } of results.records()) yield studyId;
}

async function* refusalIds({ quarantine }: WorklistSources): AsyncGenerator<string> {
  for await (const { arrivalId } of quarantine.records()) yield arrivalId;
}
