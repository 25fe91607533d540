import type { StudyWriter } from './studyWriter';

export interface ReconcileChangesDeps {
  /** Ids of studies with a pending change that they do not show yet. */
  readonly results: { pendingStudyIds(): AsyncIterable<string> };
  readonly studies: Pick<StudyWriter, 'finish'>;
}

/** Finishes changes that a crash interrupted, so that each study shows what the audit log contains. */
export function createReconcileChanges({ results, studies }: ReconcileChangesDeps) {
  return async (): Promise<void> => {
    for await (const studyId of results.pendingStudyIds()) await studies.finish(studyId);
  };
}
