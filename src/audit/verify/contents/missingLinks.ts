import { identityNamed } from '../../../domain/kernel/identifiers/identityName';
import { isId } from '../../../domain/kernel/identifiers/ids';
import type { BlobTree } from '../blobTree';
import type { Fault } from '../fault';
import { type Context, isOld } from '../publishedState';

const container = 'identity';

/** The names of what is stored of identities. */
export async function readLinks(tree: BlobTree): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const name of tree.list(container)) names.add(name);
  return names;
}

/**
 * What an erasure needs to find everything about a study or a patient, and that is missing: which arrivals brought an
 * image of the study, and the patient of a study, noted on both sides. What may still come is not missing.
 */
export function missingLinks(names: ReadonlySet<string>, context: Context): Fault[] {
  const links = new Map(
    [...arrivalLinks(names, context), ...patientLinks(names, context)].map((link) => [link.where, link]),
  );
  return [...links.values()];
}

function fault(name: string, place?: string): Fault {
  const where = `${container}/${name}`;
  return { code: 'link-missing', where, ...(place === undefined ? {} : { detail: `recorded in ${place}` }) };
}

/** Every file that was accepted left an identity, whose name says which arrival brought it. */
function* arrivalLinks(names: ReadonlySet<string>, context: Context): Generator<Fault> {
  const { index, subjects } = context;
  const noted = new Set<string>();
  for (const name of names) {
    const { studyId, arrivalId } = identityNamed(name) ?? {};
    if (studyId !== undefined) noted.add(`${studyId} ${arrivalId}`);
  }
  for (const [commitment, { study, place, at }] of index.accepted) {
    const arrivalId = subjects.arrivals.get(commitment)?.arrivalId;
    const studyId = subjects.studies.get(study)?.studyId;
    if (arrivalId === undefined || studyId === undefined || index.erased.has(study)) continue;
    if (isOld(context, at) && !noted.has(`${studyId} ${arrivalId}`))
      yield fault(`${studyId}/…/${arrivalId}`, place);
  }
}

/** The notes of which patient a study is, on both sides. */
function* patientLinks(names: ReadonlySet<string>, context: Context): Generator<Fault> {
  const settled = settledStudies(context);
  const beside = new Set<string>();
  for (const name of names) {
    const { studyId, pseudonym } = identityNamed(name) ?? {};
    if (studyId === undefined || pseudonym === undefined) continue;
    const entry = `patients/${pseudonym}/${studyId}`;
    beside.add(entry);
    if (settled.has(studyId) && !names.has(entry)) yield fault(entry);
  }
  for (const name of names) {
    const [first, pseudonym, studyId = ''] = name.split('/');
    if (first === 'patients' && settled.has(studyId) && !beside.has(name))
      yield fault(`${studyId}/…/${pseudonym}.json`);
  }
}

/** Studies to which nothing came lately, and that were not erased. */
function settledStudies(context: Context): ReadonlySet<string> {
  const { index, subjects } = context;
  const settled = new Set<string>();
  const fresh = new Set<string>();
  for (const { study, at } of index.accepted.values()) {
    const studyId = subjects.studies.get(study)?.studyId;
    if (isId(studyId) && !index.erased.has(study)) (isOld(context, at) ? settled : fresh).add(studyId);
  }
  for (const studyId of fresh) settled.delete(studyId);
  return settled;
}
