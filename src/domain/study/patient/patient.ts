import type { InstanceIdentity } from '../../image/imageDescription';
import { isSamePersonName } from '../../image/samePersonName';
import { saysWhom } from '../../image/saysWhom';
import { dicomDay, dicomTimeOfDay } from '../../kernel/dicomTime';
import { patientPseudonymOf, type SiteKey } from '../../kernel/identifiers/ids';

/**
 * Placeholders entered when an id was required but unknown, letters and digits alone. They identify nobody.
 */
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

/**
 * Whether a patient id identifies a person: not if it is empty, one repeated character, a counter, or a
 * placeholder.
 */
export function isPatientId(text: string): boolean {
  const plain = text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (new Set(plain).size < 2) return false;
  if ('0123456789'.includes(plain) || '1234567890'.includes(plain)) return false;
  return !placeholders.has(plain);
}

/**
 * A pseudonym for the patient, used to find the studies of one person; undefined if the identity does not say
 * who it is. Only spaces around the id are ignored. Two spellings are two patients: a missing link does less
 * harm than a wrong one.
 */
export function pseudonymOf(key: SiteKey, identity: InstanceIdentity): string | undefined {
  const patientId = identity.patientId?.trim() ?? '';
  if (!isPatientId(patientId)) return undefined;
  return patientPseudonymOf(key, patientId, identity.issuerOfPatientId?.trim() ?? '');
}

/**
 * The fields in which two images of one study must agree; if they differ, they are about two patients or
 * belong to two studies. Every image has its own UID, and times and descriptions may differ.
 */
const mustAgree: ReadonlySet<string> = new Set<keyof InstanceIdentity>([
  'patientName',
  'patientId',
  'issuerOfPatientId',
  'patientBirthDate',
  'accessionNumber',
  'studyInstanceUid',
]);

/**
 * The combined identity of a study's images. If they contradict each other, the first image wins.
 *
 * @returns also the patient fields in which they contradict each other; a reader must see those
 */
export function joinIdentities(identities: readonly InstanceIdentity[]): {
  identity: InstanceIdentity;
  contradicting: (keyof InstanceIdentity)[];
} {
  const stated = new Map<string, Set<string>>();
  for (const identity of identities) {
    for (const [key, value] of Object.entries(identity)) {
      if (typeof value !== 'string' || isEmpty(value)) continue;
      stated.set(key, (stated.get(key) ?? new Set()).add(value));
    }
  }
  const joined = Object.fromEntries([...stated].map(([key, [first]]) => [key, first]));
  const contradicting = [...stated].flatMap(([key, values]) =>
    mustAgree.has(key) && !agree(key, [...values]) ? [key as keyof InstanceIdentity] : [],
  );
  return { identity: joined, contradicting: contradicting.sort() };
}

/** A name may be nothing but the delimiters of its components. */
function isEmpty(value: string): boolean {
  return /^[\s^=]*$/.test(value);
}

/** Dates count in the form of before DICOM, too. */
function plain(value: string): string {
  return dicomDay(value) ?? value.trim();
}

/** Each is compared with all others: of two names, one may have a representation that the first lacks. */
function agree(key: string, values: readonly string[]): boolean {
  const isSame = key === 'patientName' ? isSamePersonName : (a: string, b: string) => plain(a) === plain(b);
  return values.every((a, at) => values.slice(at + 1).every((b) => isSame(a, b)));
}

interface Dated {
  readonly receivedAt: string;
  readonly identity: InstanceIdentity;
}

/** YYYYMMDD: the study's own date, else the day of its arrival. */
function dayOf({ receivedAt, identity }: Dated): string {
  const { studyDate } = identity;
  return dicomDay(studyDate) ?? receivedAt.slice(0, 10).replaceAll('-', '');
}

/** Milliseconds of the day, if the study also states the date. */
function timeOf({ identity }: Dated): number | undefined {
  const { studyDate, studyTime } = identity;
  return dicomDay(studyDate) === undefined ? undefined : dicomTimeOfDay(studyTime);
}

/** Negative if `a` was taken before `b`; decided by arrival if neither date nor time tells. */
export function compareTaken(a: Dated, b: Dated): number {
  const [x, y] = [dayOf(a), dayOf(b)];
  if (x !== y) return x < y ? -1 : 1;
  const [s, t] = [timeOf(a), timeOf(b)];
  if (s !== undefined && t !== undefined && s !== t) return s < t ? -1 : 1;
  return Date.parse(a.receivedAt) - Date.parse(b.receivedAt);
}

/** Whether two studies under one patient id can be of the same person: not if their dates of birth differ. */
export function mayBeSamePerson(a: InstanceIdentity, b: InstanceIdentity): boolean {
  const [x, y] = [saysWhom(a).patientBirthDate, saysWhom(b).patientBirthDate];
  return x === undefined || y === undefined || x === y;
}
