import { type FirstLook, lookFirst } from '../../dicom/firstLook';
import type { Lane } from '../../domain/intake/lane';
import { placeIndex } from '../../domain/kernel/priority';
import { baselineOf } from '../../domain/study/policy/policy';
import type { Policy } from '../../domain/study/policy/policySchema';
import type { CoveragePort } from '../ports';

export interface ChooseLaneDeps {
  readonly policy: Policy;
  readonly models: CoveragePort;
}

/** @param start the file's first bytes */
export type ChooseLane = (start: Uint8Array) => Promise<Lane>;

/**
 * The lane of a file by its first bytes. Whatever they hold, and even if no model can be loaded, there is one: a file
 * of which nothing is known is routine, and so is a plain picture.
 */
export function createChooseLane({ policy, models }: ChooseLaneDeps): ChooseLane {
  const isUrgent = ({ orderUrgency }: FirstLook) =>
    placeIndex(baselineOf(policy, orderUrgency)) < placeIndex(policy.baseline);
  const mightBeAnalysed = async ({ modality, bodyPart, forProcessing, keyObjects }: FirstLook) =>
    keyObjects === true ||
    models.mightAnalyse({
      ...(modality === undefined ? {} : { modality }),
      ...(bodyPart === undefined ? {} : { bodyPart }),
      ...(forProcessing ? { presentationIntent: 'FOR PROCESSING' } : {}),
    });
  return async (start) => {
    try {
      const look = lookFirst(start);
      if (isUrgent(look)) return 'urgent';
      if (look.modality === undefined) return 'routine';
      return (await mightBeAnalysed(look)) ? 'routine' : 'uncovered';
    } catch {
      // The order is not worth a file: what is wrong with it, or with the models, is found out when it is read.
      return 'routine';
    }
  };
}
