import { keptUrgency, unkeptUrgency } from '../domain/kernel/orderUrgency';
import { RefusedError } from '../domain/reasons/refusals';
import { readStrings } from './attributes';
import type { DataSet } from './parsing/dataSet';
import { tags } from './tags';

/** The orders of an image: Request Attributes, PS3.3 10.6, and what some writers copy from the worklist. */
const orders = [
  tags.requestAttributesSequence,
  tags.referencedRequestSequence,
  tags.scheduledProcedureStepSequence,
];

const priorities = [
  tags.requestedProcedurePriority,
  tags.scheduledProcedureStepPriority,
  tags.studyPriorityId,
];

/**
 * All that is said of how urgent the image was ordered, in the image itself and in each of its orders. The
 * defined terms are no closed list, so any text counts.
 *
 * @returns see `keptUrgency`
 */
export function readOrderUrgency(dataSet: DataSet): string[] | undefined {
  const places = [dataSet, ...orders.flatMap((tag) => dataSet.items(tag))];
  return keptUrgency(places.flatMap((place) => priorities.flatMap((tag) => readWords(place, tag))));
}

/** What is there and cannot be read as text is still an urgency that somebody stated. */
function readWords(dataSet: DataSet, tag: number): string[] {
  try {
    return readStrings(dataSet, tag);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return [unkeptUrgency];
  }
}
