import { deidentifyFile } from '../../src/dicom/deidentification/deidentifyFile';
import { standardSequences } from '../../src/dicom/deidentification/rules';
import { Notes } from '../../src/dicom/notes';
import type { DataSet } from '../../src/dicom/parsing/dataSet';
import { openPart10 } from '../../src/dicom/parsing/part10';
import { asSiteKey } from '../../src/domain/kernel/identifiers/ids';
import { pseudonymsOf } from '../../src/domain/kernel/identifiers/pseudonyms';
import { defaultReadLimits } from '../../src/domain/kernel/limits';

export const pseudonyms = pseudonymsOf(asSiteKey(new Uint8Array(32).fill(7)));
/** The profile alone, and with all of its options. */
export const basic = { pseudonyms, shiftDates: false, keepCharacteristics: false };
export const everything = { pseudonyms, shiftDates: true, keepCharacteristics: true };

export const deidentify = (bytes: Uint8Array, options = basic) =>
  deidentifyFile(bytes, defaultReadLimits, options);

export async function open(bytes: Uint8Array): Promise<DataSet> {
  return (await openPart10(bytes, defaultReadLimits, new Notes(), standardSequences)).dataSet;
}

/** The values of a file as text, by tag. */
export async function values(bytes: Uint8Array): Promise<Record<string, string>> {
  const data = await open(bytes);
  const entries = [...data.elements.values()].map(({ tag, ...element }) => [
    tag.toString(16).padStart(8, '0'),
    Buffer.from(data.value({ tag, ...element }))
      .toString('latin1')
      .replace(/[\0 ]+$/, ''),
  ]);
  return Object.fromEntries(entries);
}
