import { type NoteChangedOutside, unlessChanged } from '../audit/noteChangedOutside';
import type { StudyWriter } from './studyWriter';

export interface ReconcileChangesDeps {
  /** Ids of studies with a pending change that they do not show yet. */
  readonly results: { pendingStudyIds(): AsyncIterable<string> };
  readonly studies: Pick<StudyWriter, 'finish'>;
  readonly noteChangedOutside: NoteChangedOutside;
}

/** Finishes changes that a crash interrupted, so that each study shows what the audit log contains. */
export function createReconcileChanges({ results, studies, noteChangedOutside }: ReconcileChangesDeps) {
  return async (): Promise<void> => {
    for await (const studyId of results.pendingStudyIds())
      await unlessChanged(noteChangedOutside, () => studies.finish(studyId));
  };
}
