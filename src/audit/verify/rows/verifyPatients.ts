import { identityRecordSchema } from '../../../domain/image/imageDescription';
import { identityNamed } from '../../../domain/kernel/identifiers/identityName';
import { isId } from '../../../domain/kernel/identifiers/ids';
import type { Macs } from '../../../domain/kernel/sealing/macs';
import {
  maxPatientTerms,
  patientRowOf,
  patientStudyKey,
  termKey,
} from '../../../domain/study/patient/patientTermKey';
import { patientTerms } from '../../../domain/study/patient/patientTerms';
import { type BlobTree, readJsonBlob } from '../blobTree';
import type { Fault } from '../fault';

/** The keys of all rows of the table by which studies are found by their patients. */
export type PatientRows = () => AsyncIterable<string>;

/** The rows of a study: its terms, and whether it has a row of its own. */
interface Rows {
  readonly terms: Set<string>;
  listed: boolean;
}

/**
 * Compares what finds studies by their patients with the identities that it follows from. The site may be at work, so
 * what seems wrong is looked at again. An identity is stored before its rows, and a study is recorded after both.
 */
export async function verifyPatients(tree: BlobTree, rows: PatientRows, macs: Macs): Promise<Fault[]> {
  const found = await rowsOf(rows);
  const studies = new Set(found.keys());
  for await (const name of tree.list('identity')) {
    const { studyId } = identityNamed(name) ?? {};
    if (studyId !== undefined) studies.add(studyId);
  }
  const suspicious: string[] = [];
  for (const studyId of studies)
    if ((await faultOf(tree, studyId, found.get(studyId), macs)) !== undefined) suspicious.push(studyId);
  if (suspicious.length === 0) return [];
  const now = await rowsOf(rows);
  const faults: Fault[] = [];
  for (const studyId of suspicious) {
    const code = await faultOf(tree, studyId, now.get(studyId), macs);
    if (code !== undefined) faults.push({ code, where: `patients/${patientStudyKey(studyId)}` });
  }
  return faults;
}

async function rowsOf(rows: PatientRows): Promise<ReadonlyMap<string, Rows>> {
  const found = new Map<string, Rows>();
  for await (const rowKey of rows()) {
    const { studyId, key } = patientRowOf(rowKey);
    const of = found.get(studyId) ?? { terms: new Set(), listed: false };
    found.set(studyId, of);
    if (key === undefined) of.listed = true;
    else of.terms.add(key);
  }
  return found;
}

async function faultOf(
  tree: BlobTree,
  studyId: string,
  rows: Rows | undefined,
  macs: Macs,
): Promise<Fault['code'] | undefined> {
  const expected = isId(studyId) ? await keysOf(tree, studyId, macs) : undefined;
  if (expected === undefined) return rows === undefined ? undefined : 'row-without-record';
  for (const key of rows?.terms ?? []) if (!expected.has(key)) return 'row-without-record';
  if (expected.size > maxPatientTerms) return undefined;
  const isComplete = rows?.listed && [...expected].every((key) => rows.terms.has(key));
  if (isComplete) return undefined;
  return (await tree.read('results', `studies/${studyId}.json`)) === undefined ? undefined : 'row-missing';
}

/** What the study must be found by; undefined if nothing is known of whom it shows. */
async function keysOf(tree: BlobTree, studyId: string, macs: Macs): Promise<Set<string> | undefined> {
  let keys: Set<string> | undefined;
  for await (const name of tree.list('identity', `${studyId}/`)) {
    if (identityNamed(name) === undefined) continue;
    keys ??= new Set();
    // One that cannot be read is a fault of its own.
    const identity = identityRecordSchema.safeParse(
      await readJsonBlob(tree, 'identity', name).catch(() => undefined),
    );
    for (const term of identity.success ? patientTerms(identity.data) : []) keys.add(termKey(macs, term));
  }
  return keys;
}
