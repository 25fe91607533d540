import type { ImageAttributes } from '../../domain/image/imageAttributes';
import { DataSet } from '../parsing/dataSet';
import { deidentify } from './deidentify';
import { jsonOf } from './jsonModel';
import { profileName } from './rules';

/**
 * The maximum number of elements in a header, including those of all items; a real one has some hundreds,
 * without sequences.
 */
const maxElements = 4096;

/**
 * The header of an image as it may be stored beside its pixels: de-identified, but with the patient
 * characteristics that models are chosen by. This code runs without the site's key, so the header contains no
 * pseudonyms.
 */
export function readImageAttributes(dataSet: DataSet): ImageAttributes {
  const header = count(dataSet) <= maxElements ? dataSet : withoutSequences(dataSet);
  const elements = deidentify(header, { shiftDates: false, keepCharacteristics: true, bulkData: false });
  return { profile: profileName, attributes: jsonOf(elements) };
}

function withoutSequences(dataSet: DataSet): DataSet {
  const flat = new DataSet(dataSet.source);
  for (const [tag, element] of dataSet.elements) {
    if (element.items === undefined) flat.elements.set(tag, element);
  }
  return flat;
}

/** The number of elements and items on all levels; counting stops once there are too many. */
function count(dataSet: DataSet): number {
  let found = 0;
  const open = [dataSet];
  for (let level = open.pop(); level !== undefined; level = open.pop()) {
    for (const { items = [] } of level.elements.values()) {
      found += 1 + items.length;
      if (found > maxElements) return found;
      open.push(...items);
    }
  }
  return found;
}
