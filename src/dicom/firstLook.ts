import { firstLookBytes } from '../domain/intake/lane';
import { defaultReadLimits } from '../domain/kernel/limits';
import { RefusedError } from '../domain/reasons/refusals';
import { readCode } from './attributes';
import { readOrderUrgency } from './orderUrgency';
import { openBeginning } from './parsing/part10';
import { keyObjectSelection } from './rejectionNote';
import { tags } from './tags';

/** More than `firstLookBytes` hold in any real file. */
const limits = { ...defaultReadLimits, maxElements: 5_000, maxNesting: 16 };

/**
 * What the first bytes of a file say of its urgency and kind. It is an indication, by which files are put in order
 * and nothing else: the rest of the file is not looked at, and what cannot be read is left out.
 */
export interface FirstLook {
  readonly modality?: string;
  readonly bodyPart?: string;
  readonly forProcessing?: true;
  /** It names other objects, and may take them back. */
  readonly keyObjects?: true;
  /** See `readOrderUrgency`. */
  readonly orderUrgency?: readonly string[];
}

/** @param start the first `firstLookBytes` at most. Of anything but DICOM nothing is said. */
export function lookFirst(start: Uint8Array): FirstLook {
  const dataSet = orNothing(() => openBeginning(start.subarray(0, firstLookBytes), limits));
  if (dataSet === undefined) return {};
  const code = (tag: number) => orNothing(() => readCode(dataSet, tag));
  const modality = code(tags.modality);
  const bodyPart = code(tags.bodyPartExamined);
  const orderUrgency = readOrderUrgency(dataSet);
  return {
    ...(modality === undefined ? {} : { modality }),
    ...(bodyPart === undefined ? {} : { bodyPart }),
    ...(code(tags.presentationIntentType) === 'FOR PROCESSING' ? { forProcessing: true } : {}),
    ...(code(tags.sopClassUid) === keyObjectSelection ? { keyObjects: true } : {}),
    ...(orderUrgency === undefined ? {} : { orderUrgency }),
  };
}

function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}
