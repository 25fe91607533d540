import { type Rejection, rejectionCodes } from '../domain/reasons/rejection';
import { readInstanceUid, readStrings } from './attributes';
import type { Notes } from './notes';
import type { DataSet } from './parsing/dataSet';
import { tags } from './tags';

/** Key Object Selection Document Storage. */
export const keyObjectSelection = '1.2.840.10008.5.1.4.1.1.88.59';

/**
 * What a Key Object Selection rejects, by its title (PS3.3 C.17.6.2, PS3.16 TID 2010 and CID 7010; IHE RAD
 * IOCM): all instances that its content or its evidence names. `undefined` for every other object.
 */
export function readRejection(dataSet: DataSet, notes: Notes): Rejection | undefined {
  if (readStrings(dataSet, tags.sopClassUid)[0] !== keyObjectSelection) return undefined;
  const code = readTitle(dataSet);
  if (code === undefined) return undefined;
  const evidence = dataSet
    .items(tags.currentRequestedProcedureEvidence)
    .flatMap((study) => study.items(tags.referencedSeriesSequence));
  const content = dataSet.items(tags.contentSequence);
  const instances = [...content, ...evidence]
    .flatMap((item) => item.items(tags.referencedSopSequence))
    .flatMap((item) => readInstanceUid(item, tags.referencedSopInstanceUid, notes) ?? []);
  return { code, instances: [...new Set(instances)].sort() };
}

function readTitle(dataSet: DataSet) {
  for (const title of dataSet.items(tags.conceptNameCodeSequence)) {
    const [scheme] = readStrings(title, tags.codingSchemeDesignator);
    const [value] = readStrings(title, tags.codeValue);
    const code = rejectionCodes.find((one) => one === value);
    if (scheme === 'DCM' && code !== undefined) return code;
  }
  return undefined;
}
