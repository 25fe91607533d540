import type { InstanceIdentity } from '../domain/image/imageDescription';
import { RefusedError } from '../domain/reasons/refusals';
import { assertText, readInstanceUid, readStrings } from './attributes';
import { Notes } from './notes';
import { type DataSet, formatTag } from './parsing/dataSet';
import { readTaken } from './placeInSeries';
import { tags } from './tags';
import { type CharacterSets, characterSetsOf } from './text/characterSets';
import { decodeName, decodeText } from './text/decodeText';

/**
 * Everything in a data set that identifies the patient. Text that cannot be decoded exactly is left out, with
 * a note.
 */
export function readIdentity(dataSet: DataSet, notes: Notes): InstanceIdentity {
  const sets = characterSetsOf(readStrings(dataSet, tags.specificCharacterSet), notes);
  const text = (tag: number) => readText(dataSet, tag, sets, notes);
  return withoutAbsent({
    ...readTaken(dataSet),
    studyInstanceUid: readInstanceUid(dataSet, tags.studyInstanceUid, notes),
    seriesInstanceUid: readInstanceUid(dataSet, tags.seriesInstanceUid, notes),
    sopInstanceUid: readInstanceUid(dataSet, tags.sopInstanceUid, notes),
    patientName: readName(dataSet, tags.patientName, sets, notes),
    patientId: readId(dataSet, sets, notes),
    issuerOfPatientId: text(tags.issuerOfPatientId),
    patientBirthDate: text(tags.patientBirthDate),
    accessionNumber: text(tags.accessionNumber),
    studyDate: text(tags.studyDate),
    studyTime: text(tags.studyTime),
    studyDescription: text(tags.studyDescription),
    institutionName: text(tags.institutionName),
    ...readCircumstances(dataSet, sets, notes),
  });
}

/** What a reader is told and nothing is decided by, so none of it is a reason to refuse a file. */
function readCircumstances(dataSet: DataSet, sets: CharacterSets, notes: Notes) {
  const text = (tag: number, from = dataSet) => ifReadable(() => readText(from, tag, sets, notes));
  const requests = [dataSet, ...dataSet.items(tags.requestAttributesSequence)];
  const reasons = requests.flatMap((request) => text(tags.reasonForRequestedProcedure, request) ?? []);
  return {
    patientSex: text(tags.patientSex),
    patientAge: text(tags.patientAge),
    referringPhysicianName: ifReadable(() => readName(dataSet, tags.referringPhysicianName, sets, notes)),
    ward: text(tags.currentPatientLocation) ?? text(tags.requestingService),
    // Each request states its own, PS3.3 10.6; before 2004 the study did.
    reasonForRequest: [...new Set(reasons)].join('; ') || text(tags.reasonForStudy),
    patientHistory: text(tags.additionalPatientHistory),
  };
}

function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}

/** Of a text of several lines one is made. */
const withoutBreak = (byte: number) => (byte === 0x0a || byte === 0x0d ? 0x20 : byte);

function readText(dataSet: DataSet, tag: number, sets: CharacterSets, notes: Notes): string | undefined {
  const bytes = valueBytes(dataSet, tag, notes);
  return bytes && decodeText(bytes.map(withoutBreak), sets, notes);
}

/**
 * Patient ID. No ID contains control characters, and stripping them would give a different ID, possibly
 * another patient's.
 * @throws RefusedError `inconsistent-attributes`
 */
function readId(dataSet: DataSet, sets: CharacterSets, notes: Notes): string | undefined {
  const own = new Notes();
  const id = readText(dataSet, tags.patientId, sets, own);
  const lineBreak = valueBytes(dataSet, tags.patientId, own)?.some((byte) => byte >= 0x09 && byte <= 0x0d);
  if (own.has('control-characters') || lineBreak) {
    throw new RefusedError('inconsistent-attributes', { tag: formatTag(tags.patientId) });
  }
  for (const note of own.list()) notes.add(note);
  return id;
}

function readName(dataSet: DataSet, tag: number, sets: CharacterSets, notes: Notes): string | undefined {
  const bytes = valueBytes(dataSet, tag, notes);
  return bytes && decodeName(bytes, sets, notes);
}

/** Far more than three times 64 characters with all their escape sequences: a name or an ID is never longer. */
export const longestText = 16 * 1024;

function valueBytes(dataSet: DataSet, tag: number, notes: Notes): Uint8Array | undefined {
  const element = dataSet.get(tag);
  if (element === undefined || element.length === 0) return undefined;
  assertText(element);
  if (element.length <= longestText) return dataSet.value(element);
  notes.add('text-not-decoded');
  return undefined;
}

function withoutAbsent(identity: Record<string, string | undefined>): InstanceIdentity {
  return Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== undefined));
}
