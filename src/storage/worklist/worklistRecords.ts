import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import { type IndexPartition, refusalStateOf } from '../../domain/worklist/indexRow';
import { studyOfKey } from '../../domain/worklist/reviewedPlace';
import type { RowFinding } from '../../domain/worklist/rowFinding';
import { containers } from '../containers';
import type { Arrivals } from '../incoming/arrivals';
import type { QuarantineStore } from '../incoming/quarantine';
import type { Identities } from '../studies/identity';
import type { Results } from '../studies/results';
import type { Worklist } from './worklist';

export interface WorklistSources {
  readonly results: Pick<Results, 'records' | 'recordedStudy'>;
  readonly quarantine: Pick<QuarantineStore, 'records' | 'read' | 'superseded' | 'dismissed'>;
  readonly identity: Pick<Identities, 'knownSalt' | 'relist'>;
  readonly arrivals: Pick<Arrivals, 'open' | 'finished' | 'read' | 'outcome'>;
  readonly worklist: Worklist;
}

/**
 * Makes the row anew from the record that it is derived from, whatever it contains; removes it if the record
 * was erased. Of a study all of its rows are made anew.
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
  const study = async (studyId: string) =>
    (await results.recordedStudy(studyId)) ??
    onlyIfErased(containers.results, `studies/${studyId}.json`, await identity.knownSalt(studyId));
  const refusal = async () => {
    const [found, superseded, dismissed] = await Promise.all([
      quarantine.read(key),
      quarantine.superseded(key),
      quarantine.dismissed(key),
    ]);
    if (found === undefined)
      return onlyIfErased(containers.quarantine, `${key}/refusal.json`, await arrivals.read(key));
    const hasLater = superseded !== undefined && (await arrivals.outcome(superseded.by)) !== undefined;
    return { refusal: found, state: refusalStateOf({ superseded, hasLater, dismissed }) };
  };
  const withoutOutcome = async () => ((await arrivals.outcome(key)) ? undefined : arrivals.read(key));
  switch (partition) {
    case 'study':
    case 'reviewed':
      return worklist.renewStudy(key, () => study(key), evenIfOlder);
    case 'refusal':
      return worklist.renewRefusal(key, refusal);
    case 'processing':
      return worklist.renewProcessing(key, withoutOutcome);
  }
  const studyId = studyOfKey(key);
  if (studyId === undefined) return undefined;
  const finding = await worklist.renewStudy(studyId, () => study(studyId), evenIfOlder);
  await worklist.removeStray(studyId, { partition, key });
  return finding;
}

/** An erasure removes more than the record: without that, the study or file must not vanish from the list. */
function onlyIfErased(container: string, name: string, left: unknown): undefined {
  if (left !== undefined) throw new ChangedOutsideError(container, name);
}
