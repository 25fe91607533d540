import type { InstanceIdentity } from '../image/imageDescription';
import { patientPseudonymOf, type SiteKey } from '../kernel/ids';

/** Written where an id was asked for and none was known, letters and digits alone. They are nobody's. */
const placeholders = new Set([
  'UNKNOWN',
  'UNK',
  'UNBEKANNT',
  'INCONNU',
  'DESCONOCIDO',
  'ANON',
  'ANONYM',
  'ANONYMOUS',
  'ANONYMISED',
  'ANONYMIZED',
  'ANONYMOUSPATIENT',
  'DEIDENTIFIED',
  'REMOVED',
  'NONE',
  'NULL',
  'NIL',
  'NA',
  'NAN',
  'NOID',
  'NOPATIENTID',
  'NOTAVAILABLE',
  'UNDEFINED',
  'EMPTY',
  'DUMMY',
  'TEST',
  'TESTPATIENT',
  'TEMP',
  'TRAUMA',
  'EMERGENCY',
  'PATIENT',
  'PATIENTID',
  'ID',
  'PID',
  'MRN',
  'DOE',
  'JOHNDOE',
  'JANEDOE',
]);

/** Whether a patient id says who somebody is: not where it is empty, one sign over and over, a count, or such a word. */
export function isPatientId(text: string): boolean {
  const plain = text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (new Set(plain).size < 2) return false;
  if ('0123456789'.includes(plain) || '1234567890'.includes(plain)) return false;
  return !placeholders.has(plain);
}

/**
 * Stands for the patient, so that the studies of one can be found; undefined where the identity does not say who that is.
 * Nothing is folded but spaces around the id: two spellings are two patients, for a missing link does less harm than a
 * wrong one.
 */
export function pseudonymOf(key: SiteKey, identity: InstanceIdentity): string | undefined {
  const patientId = identity.patientId?.trim() ?? '';
  if (!isPatientId(patientId)) return undefined;
  return patientPseudonymOf(key, patientId, identity.issuerOfPatientId?.trim() ?? '');
}

/**
 * In what two images of one study are about two patients, or belong to two studies, when they differ. Every image has a
 * UID of its own, and times and descriptions may differ.
 */
const saysWhom: ReadonlySet<string> = new Set<keyof InstanceIdentity>([
  'patientName',
  'patientId',
  'issuerOfPatientId',
  'patientBirthDate',
  'accessionNumber',
  'studyInstanceUid',
]);

/**
 * What the images of one study say together; of what they contradict each other in, what the first says.
 *
 * @returns also in what they contradict each other about whom they show, which a reader has to know
 */
export function joinIdentities(identities: readonly InstanceIdentity[]): {
  identity: InstanceIdentity;
  contradicting: (keyof InstanceIdentity)[];
} {
  const joined: Record<string, string> = {};
  const contradicting = new Set<string>();
  for (const identity of identities) {
    for (const [key, value] of Object.entries(identity)) {
      if (typeof value !== 'string' || value === '') continue;
      joined[key] ??= value;
      if (joined[key] !== value && saysWhom.has(key)) contradicting.add(key);
    }
  }
  return { identity: joined, contradicting: [...contradicting].sort() as (keyof InstanceIdentity)[] };
}

interface Dated {
  readonly receivedAt: string;
  readonly identity: InstanceIdentity;
}

/** YYYYMMDD: as the study says, else the day on which it came. */
function dayOf({ receivedAt, identity }: Dated): string {
  const { studyDate } = identity;
  return studyDate && /^\d{8}$/.test(studyDate) ? studyDate : receivedAt.slice(0, 10).replaceAll('-', '');
}

/** HHMMSS, where the day is the study's own as well. */
function timeOf({ identity }: Dated): string | undefined {
  const { studyDate, studyTime } = identity;
  const [digits] = /^\d{4,6}/.exec(studyTime ?? '') ?? [];
  return studyDate && digits?.padEnd(6, '0');
}

/** Negative where `a` was taken before `b`; by when they came where neither day nor time tells. */
export function compareTaken(a: Dated, b: Dated): number {
  const [x, y] = [dayOf(a), dayOf(b)];
  if (x !== y) return x < y ? -1 : 1;
  const [s, t] = [timeOf(a), timeOf(b)];
  if (s !== undefined && t !== undefined && s !== t) return s < t ? -1 : 1;
  return Date.parse(a.receivedAt) - Date.parse(b.receivedAt);
}

/** Whether two studies under one patient id can show one person: not where their dates of birth differ. */
export function mayBeSamePerson(a: InstanceIdentity, b: InstanceIdentity): boolean {
  const [x, y] = [a.patientBirthDate?.trim(), b.patientBirthDate?.trim()];
  return !x || !y || x === y;
}
