import { isReadable } from '../domain/intake/arrival';
import { ChangedOutsideError } from '../domain/kernel/changedOutside';
import type { IndexPartition } from '../domain/worklist/indexRow';
import type { RowFinding } from '../domain/worklist/rowFinding';
import type { Arrivals } from './arrivals';
import { containers } from './containers';
import type { Identities } from './identity';
import type { QuarantineStore } from './quarantine';
import type { Results } from './results';
import type { Worklist } from './worklist';

export interface WorklistSources {
  readonly results: Pick<Results, 'records' | 'recordedStudy'>;
  readonly quarantine: Pick<QuarantineStore, 'records' | 'read' | 'superseded'>;
  readonly identity: Pick<Identities, 'knownSalt'>;
  readonly arrivals: Pick<Arrivals, 'open' | 'finished' | 'read' | 'outcome'>;
  readonly worklist: Worklist;
}

/**
 * Makes the row anew from the record that it is derived from, whatever it contains; removes it if the record
 * was erased.
 *
 * @param evenIfOlder also if the row is of a later record than the present one
 * @returns what was wrong with it
 * @throws ChangedOutsideError if the app did not write the record, or somebody else removed it
 * @throws DamagedBlobError if the record cannot be read
 */
export async function renewRow(
  sources: WorklistSources,
  partition: IndexPartition,
  key: string,
  evenIfOlder = false,
): Promise<RowFinding | undefined> {
  const { results, quarantine, identity, arrivals, worklist } = sources;
  const study = async () =>
    (await results.recordedStudy(key)) ??
    onlyIfErased(containers.results, `studies/${key}.json`, await identity.knownSalt(key));
  const refusal = async () => {
    const [found, superseded] = await Promise.all([quarantine.read(key), quarantine.superseded(key)]);
    if (found === undefined)
      return onlyIfErased(containers.quarantine, `${key}/refusal.json`, await arrivals.read(key));
    if (superseded === undefined) return { refusal: found, state: 'stands' as const };
    const isRead = isReadable(await arrivals.outcome(superseded.by));
    return { refusal: found, state: isRead ? ('superseded' as const) : ('restored' as const) };
  };
  const withoutOutcome = async () => ((await arrivals.outcome(key)) ? undefined : arrivals.read(key));
  switch (partition) {
    case 'study':
      return worklist.renewStudy(key, study, evenIfOlder);
    case 'feedback':
      return worklist.renewFeedback(key, study, evenIfOlder);
    case 'refusal':
      return worklist.renewRefusal(key, refusal);
    case 'processing':
      return worklist.renewProcessing(key, withoutOutcome);
  }
}

/** An erasure removes more than the record: without that, the study or file must not vanish from the list. */
function onlyIfErased(container: string, name: string, left: unknown): undefined {
  if (left !== undefined) throw new ChangedOutsideError(container, name);
}
