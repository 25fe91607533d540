import type { ImageAttributes } from '../../domain/imageAttributes';
import type { DataSet } from '../dataSet';
import { deidentify } from './deidentify';
import { jsonOf } from './jsonModel';
import { profileName } from './rules';

/** Elements of a header at most, those of all items counted; a real header has some hundreds, without its sequences. */
const mostElements = 4096;

/**
 * The header of an image as it may lie beside its pixels: de-identified, with the patient's characteristics that models
 * are chosen by. This runs where the site's key is not, so that it holds no pseudonyms.
 */
export function readImageAttributes(dataSet: DataSet): ImageAttributes {
  const elements = deidentify(dataSet, { shiftDates: false, keepCharacteristics: true, bulkData: false });
  const whole = count(dataSet) <= mostElements;
  const kept = whole ? elements : elements.filter(({ vr }) => vr !== 'SQ');
  return { profile: profileName, attributes: jsonOf(kept) };
}

function count(dataSet: DataSet): number {
  let elements = 0;
  const open = [dataSet];
  for (let level = open.pop(); level !== undefined && elements <= mostElements; level = open.pop()) {
    elements += level.elements.size;
    for (const { items } of level.elements.values()) if (items !== undefined) open.push(...items);
  }
  return elements;
}
