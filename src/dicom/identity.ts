import type { InstanceIdentity } from '../domain/imageDescription';
import { assertText, readStrings, readUid } from './attributes';
import { decodeText } from './characterSets';
import type { DataSet } from './dataSet';
import type { Notes } from './notes';
import { tags } from './tags';

/** Everything in a data set that says whom it shows. Text that cannot be decoded exactly is left out, with a note. */
export function readIdentity(dataSet: DataSet, notes: Notes): InstanceIdentity {
  const terms = readStrings(dataSet, tags.specificCharacterSet);
  if (terms.length > 1) notes.add('several-character-sets');
  const text = (tag: number) => readText(dataSet, tag, terms, notes);
  return withoutAbsent({
    studyInstanceUid: readUid(dataSet, tags.studyInstanceUid, notes),
    seriesInstanceUid: readUid(dataSet, tags.seriesInstanceUid, notes),
    sopInstanceUid: readUid(dataSet, tags.sopInstanceUid, notes),
    patientName: readName(dataSet, terms, notes),
    patientId: text(tags.patientId),
    patientBirthDate: text(tags.patientBirthDate),
    accessionNumber: text(tags.accessionNumber),
    studyDate: text(tags.studyDate),
    studyTime: text(tags.studyTime),
    studyDescription: text(tags.studyDescription),
    institutionName: text(tags.institutionName),
  });
}

function readText(dataSet: DataSet, tag: number, terms: readonly string[], notes: Notes): string | undefined {
  const bytes = valueBytes(dataSet, tag);
  if (bytes === undefined) return undefined;
  const text = decodeText(bytes, terms);
  if (text === undefined) notes.add('text-not-decoded');
  return clean(text);
}

/**
 * A patient name, PS3.5 6.2.1: up to three representations between equals signs. When the whole cannot be decoded, the
 * first representation, which is in the first character set, may still be.
 */
function readName(dataSet: DataSet, terms: readonly string[], notes: Notes): string | undefined {
  const bytes = valueBytes(dataSet, tags.patientName);
  if (bytes === undefined) return undefined;
  const whole = decodeText(bytes, terms);
  if (whole !== undefined) return clean(whole);
  const separator = bytes.indexOf(0x3d);
  const first = separator > 0 ? decodeText(bytes.subarray(0, separator), terms) : undefined;
  notes.add(first === undefined ? 'text-not-decoded' : 'name-partly-decoded');
  return clean(first);
}

function valueBytes(dataSet: DataSet, tag: number): Uint8Array | undefined {
  const element = dataSet.get(tag);
  if (element === undefined || element.length === 0) return undefined;
  assertText(element);
  return dataSet.value(element);
}

function clean(text: string | undefined): string | undefined {
  const trimmed = text?.replace(/^[ \0]+|[ \0]+$/g, '');
  return trimmed === '' ? undefined : trimmed;
}

function withoutAbsent(identity: Record<string, string | undefined>): InstanceIdentity {
  return Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== undefined));
}
