import { Notes } from '../../dicom/notes';
import { patientHeaderTags } from '../../dicom/patientHeader';
import { tags } from '../../dicom/tags';
import { type CharacterSets, characterSetsOf } from '../../dicom/text/characterSets';
import { decodeName, decodeText } from '../../dicom/text/decodeText';
import type { PlainElement } from '../../dicom/writing/plainElement';
import type { PatientHeader } from '../../domain/image/patientHeader';
import { emptyElement, textOf, uncutTextOf } from './elements';

/** A text of the header cannot be decoded exactly, so it cannot be written in another character set. */
export class UndecodableHeaderError extends Error {
  override readonly name = 'UndecodableHeaderError';

  constructor() {
    super(
      'The patient or study header of this study holds text that cannot be decoded exactly, and the report needs other characters as well. Correct the character set at the source and send the study again.',
    );
  }
}

/** Must be in every object even if nothing is known, PS3.3 C.7.1.1 and C.7.2.1. */
const alwaysThere = [
  tags.patientName,
  tags.patientId,
  tags.patientBirthDate,
  tags.patientSex,
  tags.studyDate,
  tags.studyTime,
  tags.accessionNumber,
  tags.referringPhysicianName,
  tags.studyId,
];

function bytesOf(header: PatientHeader): Map<number, Uint8Array> {
  return new Map(header.map(({ tag, value }) => [Number.parseInt(tag, 16), Buffer.from(value, 'base64')]));
}

function vrOf(tag: number): string {
  return patientHeaderTags.get(tag) ?? 'UN';
}

function withEmpty(elements: readonly PlainElement[]): PlainElement[] {
  const missing = alwaysThere.filter((tag) => !elements.some((element) => element.tag === tag));
  return [...elements, ...missing.map((tag) => emptyElement(tag, vrOf(tag)))];
}

/** The patient's and the study's elements as they were sent, byte for byte, with their character sets. */
export function copiedPatientStudy(header: PatientHeader): PlainElement[] {
  const copied = [...bytesOf(header)].map(([tag, bytes]) => ({ tag, vr: vrOf(tag), value: { bytes } }));
  return withEmpty(copied);
}

function setsOf(header: ReadonlyMap<number, Uint8Array>, notes: Notes): CharacterSets {
  const stated = header.get(tags.specificCharacterSet);
  const values = stated === undefined ? [] : Buffer.from(stated).toString('latin1').split('\\');
  return characterSetsOf(
    values.map((value) => value.trim()),
    notes,
  );
}

/** The texts of the header as characters, by tag. A text that cannot be decoded exactly is `undefined`. */
export function headerTexts(header: PatientHeader): Map<number, string | undefined> {
  const bytes = bytesOf(header);
  const notes = new Notes();
  const sets = setsOf(bytes, notes);
  const texts = [...bytes].map(([tag, value]): [number, string | undefined] => {
    const decode = vrOf(tag) === 'PN' ? decodeName : decodeText;
    return [tag, decode(value, sets, notes)];
  });
  return new Map(texts.filter(([tag]) => tag !== tags.specificCharacterSet));
}

/**
 * The same elements, character for character in UTF-8: for an object whose own texts, such as the name of the
 * reader, the study's character sets may lack.
 *
 * @throws UndecodableHeaderError
 */
export function unicodePatientStudy(header: PatientHeader): PlainElement[] {
  const written = [...headerTexts(header)].map(([tag, text]) => {
    if (text === undefined) throw new UndecodableHeaderError();
    return uncutTextOf(tag, vrOf(tag), text);
  });
  return withEmpty([textOf(tags.specificCharacterSet, 'CS', 'ISO_IR 192'), ...written]);
}
