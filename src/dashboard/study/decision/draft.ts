import type { DecisionInput } from '../../api/calls';
import type { OverrideInput } from './overrideFields';

/** A decision that was begun and not signed. */
export interface Draft {
  readonly studyId: string;
  readonly decision?: DecisionInput['decision'] | undefined;
  readonly fields: OverrideInput;
}

let current: Draft | undefined;

/** Remembers the decision on screen, for the case that the session locks; undefined once there is none. */
export function keepDraft(draft: Draft | undefined): void {
  current = draft;
}

export function currentDraft(): Draft | undefined {
  return current;
}

export function draftOf(studyId: string): Draft | undefined {
  return current?.studyId === studyId ? current : undefined;
}
