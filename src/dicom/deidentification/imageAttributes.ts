import type { ImageAttributes } from '../../domain/image/imageAttributes';
import { DataSet } from '../parsing/dataSet';
import { deidentify } from './deidentify';
import { jsonOf } from './jsonModel';
import { profileName } from './rules';

/** Elements of a header at most, those of all items counted; a real header has some hundreds, without its sequences. */
const maxElements = 4096;

/**
 * The header of an image as it may lie beside its pixels: de-identified, with the patient's characteristics that models
 * are chosen by. This runs where the site's key is not, so that it holds no pseudonyms.
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

/** Elements and items on all levels; once there are too many, how many more does not matter. */
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
