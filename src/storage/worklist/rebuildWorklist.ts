import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import type { IndexPartition, OpenPartition } from '../../domain/worklist/indexRow';
import { renewRow, type WorklistSources } from './worklistRecords';

export interface Rebuilt {
  readonly studies: number;
  readonly refusals: number;
  readonly processing: number;
  /** Records that were changed outside the app, each with what to do. Their lines stay, studies' marked. */
  readonly changed: readonly string[];
}

/**
 * Rebuilds the worklist from the records it is derived from, while the app keeps running: lines are replaced
 * one by one, and those without a record are removed. So is what finds studies by their patients.
 */
export async function rebuildWorklist(sources: WorklistSources): Promise<Rebuilt> {
  const { arrivals, worklist } = sources;
  const rows = await worklist.openRows();
  const changed = new Set<string>();
  const renew = async (partition: IndexPartition, key: string): Promise<void> => {
    try {
      await renewRow(sources, partition, key, true);
    } catch (error) {
      if (!(error instanceof ChangedOutsideError)) throw error;
      changed.add(error.message);
      if (partition === 'study') await worklist.markChangedOutside(key);
    }
  };
  const relist = async (studyId: string): Promise<void> => {
    try {
      await sources.identity.relist(studyId);
    } catch (error) {
      if (!(error instanceof ChangedOutsideError)) throw error;
      changed.add(error.message);
    }
  };
  const renewAll = async (partition: OpenPartition, recorded: AsyncIterable<string>): Promise<number> => {
    const others = new Set(rows[partition].keys());
    let count = 0;
    for await (const key of recorded) {
      await renew(partition, key);
      others.delete(key);
      count += 1;
    }
    for (const key of others) await renew(partition, key);
    return count;
  };
  const studies = await renewAll('study', studyIds(sources));
  for await (const studyId of studyIds(sources)) await relist(studyId);
  for await (const { partition, key } of worklist.reviewedRows()) await renew(partition, key);
  await worklist.recount();
  const refusals = await renewAll('refusal', refusalIds(sources));
  const open = arrivals.open(Number.POSITIVE_INFINITY, await arrivals.finished());
  const processing = await renewAll('processing', open);
  return { studies, refusals, processing, changed: [...changed] };
}

async function* studyIds({ results }: WorklistSources): AsyncGenerator<string> {
  for await (const { studyId } of results.records()) yield studyId;
}

async function* refusalIds({ quarantine }: WorklistSources): AsyncGenerator<string> {
  for await (const { arrivalId } of quarantine.records()) yield arrivalId;
}
