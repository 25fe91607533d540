import { readStrings } from '../../dicom/attributes';
import { Notes } from '../../dicom/notes';
import type { DataSet } from '../../dicom/parsing/dataSet';
import { openPart10 } from '../../dicom/parsing/part10';
import { tags } from '../../dicom/tags';
import { type CharacterSets, characterSetsOf } from '../../dicom/text/characterSets';
import { decodeText } from '../../dicom/text/decodeText';
import { defaultReadLimits } from '../../domain/kernel/limits';
import { srTags } from './srTags';

/** A line of a report as a person reads it. */
export interface ReportLine {
  /** How deep it lies in the content tree, from 0. */
  readonly depth: number;
  readonly name: string;
  /** Absent for a heading. */
  readonly value?: string;
}

/** The content of a structured report from its file, in the order of the tree. @throws RefusedError */
export async function readReport(file: Uint8Array): Promise<ReportLine[]> {
  const notes = new Notes();
  const { dataSet } = await openPart10(file, defaultReadLimits, notes);
  const sets = characterSetsOf(readStrings(dataSet, tags.specificCharacterSet), notes);
  return linesOf(dataSet, 0, (item, tag) => textIn(item, tag, sets, notes));
}

type Read = (item: DataSet, tag: number) => string | undefined;

function textIn(item: DataSet, tag: number, sets: CharacterSets, notes: Notes): string | undefined {
  const element = item.get(tag);
  return element && decodeText(item.value(element), sets, notes)?.trim();
}

function linesOf(item: DataSet, depth: number, read: Read): ReportLine[] {
  const value = contentIn(item, read);
  const name = meaningIn(item, tags.conceptNameCodeSequence, read) ?? read(item, srTags.valueType) ?? '';
  const line = { depth, name, ...(value === undefined ? {} : { value }) };
  return [line, ...item.items(tags.contentSequence).flatMap((child) => linesOf(child, depth + 1, read))];
}

function meaningIn(item: DataSet, tag: number, read: Read): string | undefined {
  const [code] = item.items(tag);
  return code && read(code, srTags.codeMeaning);
}

/** By value types, PS3.3 C.17.3.2.1. */
function contentIn(item: DataSet, read: Read): string | undefined {
  switch (read(item, srTags.valueType)) {
    case 'CODE':
      return meaningIn(item, srTags.conceptCode, read);
    case 'NUM':
      return numberIn(item, read);
    case 'TEXT':
      return read(item, srTags.textValue);
    case 'PNAME':
      return read(item, srTags.personName);
    case 'UIDREF':
      return read(item, srTags.uid);
    case 'IMAGE': {
      const [reference] = item.items(tags.referencedSopSequence);
      return reference && read(reference, tags.referencedSopInstanceUid);
    }
    default:
      return undefined;
  }
}

function numberIn(item: DataSet, read: Read): string | undefined {
  const [measured] = item.items(srTags.measuredValue);
  if (measured === undefined) return undefined;
  const unit = meaningIn(measured, srTags.measurementUnits, read);
  return [read(measured, srTags.numericValue), unit].filter(Boolean).join(' ');
}
