import { tags } from '../../dicom/tags';
import type { Actor } from '../../domain/kernel/actor';
import { studyIdOf } from '../../domain/kernel/identifiers/ids';
import { isChangedOutside } from '../../domain/study/review/changedOutside';
import { isAsked, pageOf, type Query, QueryError } from '../../interchange/dicomweb/query';
import { studyResult } from '../../interchange/dicomweb/queryResults';
import type { WebDataSet } from '../../interchange/dicomweb/webDataSet';
import { inTurns } from '../inTurns';
import type { FindPatients } from '../study/findPatients';
import type { KeptStudies } from './keptStudies';
import type { KeptStudiesDeps } from './ports';
import type { StudyLooks } from './studyLooks';

export interface SearchStudiesDeps extends KeptStudiesDeps {
  readonly kept: KeptStudies;
  readonly looks: StudyLooks;
  readonly findPatients: FindPatients;
}

const atOnce = 8;

/**
 * Studies by their UID, the id of their patient or their accession number. Who finds them learns whom they show, which
 * is recorded first, as one look with all of them.
 *
 * @param service address of the service, for what can be retrieved
 * @throws QueryError if nothing of these is asked for: this is no list of patients
 */
export function createSearchStudies(deps: SearchStudiesDeps) {
  const { kept, looks, identity } = deps;

  async function resultOf(service: string, studyId: string): Promise<WebDataSet | undefined> {
    const part = await kept.ofId(studyId);
    const [first] = part?.images ?? [];
    if (part === undefined || first === undefined || isChangedOutside(part.study)) return undefined;
    const { header = [], studyInstanceUid } = (await identity.readWithHeader(studyId, first.imageId)) ?? {};
    return studyInstanceUid === undefined
      ? undefined
      : studyResult(service, studyInstanceUid, header, part.images);
  }

  return async (query: Query, service: string, actor: Actor): Promise<readonly WebDataSet[]> => {
    const candidates = await candidatesOf(deps, query, actor);
    const read = await inTurns(atOnce, candidates, async (studyId) => ({
      studyId,
      result: await resultOf(service, studyId),
    }));
    const asked = pageOf(
      query,
      read.filter(({ result }) => result !== undefined && isAsked(query, result)),
    );
    const told = await looks.found(
      asked.map(({ studyId }) => studyId),
      actor,
    );
    return asked.flatMap(({ studyId, result }) => (result && told.includes(studyId) ? [result] : []));
  };
}

async function candidatesOf(
  { siteKey, findPatients }: SearchStudiesDeps,
  { match }: Query,
  actor: Actor,
): Promise<string[]> {
  const uids = match.get(tags.studyInstanceUid);
  if (uids !== undefined) return [...new Set(uids.map((uid) => studyIdOf(siteKey, uid)))];
  const text = [...(match.get(tags.patientId) ?? []), ...(match.get(tags.accessionNumber) ?? [])][0];
  if (text === undefined)
    throw new QueryError(
      'Name a study, a patient or an order: StudyInstanceUID, PatientID or AccessionNumber.',
    );
  const found = await findPatients(`"${text}"`, actor);
  if (found === undefined) throw new QueryError('Too many studies match. Name the study.');
  return [...found].sort();
}
