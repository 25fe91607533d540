import type { Steps } from '../contract/steps';
import { createSendOutput as createTry, type SendOutputDeps } from '../operations/outputs/sendOutput';

/** One try to send what a receiver is to have of a study. What the receiver answers is no failure of the step. */
export function createSendOutput(deps: SendOutputDeps): Steps['sendOutput'] {
  const sendOutput = createTry(deps);
  return ({ studyId, receiver, form }) => sendOutput({ studyId, receiver, form });
}
