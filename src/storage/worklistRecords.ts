import type { RowFinding } from '../domain/worklist/rowFinding';
import type { Arrivals } from './arrivals';
import type { QuarantineStore } from './quarantine';
import type { Results } from './results';
import type { Worklist } from './worklist';
import type { Partition } from './worklistRows';

export interface WorklistSources {
  readonly results: Pick<Results, 'records' | 'recordedStudy'>;
  readonly quarantine: Pick<QuarantineStore, 'records' | 'read'>;
  readonly arrivals: Pick<Arrivals, 'open' | 'finished' | 'read' | 'outcome'>;
  readonly worklist: Worklist;
}

/**
 * Makes the row anew from the record that it is derived from, whatever it contains; removes it if there is
 * no such record.
 *
 * @returns what was wrong with it
 * @throws DamagedBlobError if the record cannot be read
 */
export async function renewRow(
  { results, quarantine, arrivals, worklist }: WorklistSources,
  partition: Partition,
  key: string,
): Promise<RowFinding | undefined> {
  const study = () => results.recordedStudy(key);
  const withoutOutcome = async () => ((await arrivals.outcome(key)) ? undefined : arrivals.read(key));
  switch (partition) {
    case 'study':
      return worklist.renewStudy(key, study);
    case 'feedback':
      return worklist.renewFeedback(key, study);
    case 'refusal':
      return worklist.renewRefusal(key, () => quarantine.read(key));
    case 'processing':
      return worklist.renewProcessing(key, withoutOutcome);
  }
}
