import type { StudyWriter } from './studyWriter';

export interface ReconcileChangesDeps {
  /** Ids of studies that somebody began to change and that do not show it yet. */
  readonly results: { pendingStudyIds(): AsyncIterable<string> };
  readonly studies: Pick<StudyWriter, 'finish'>;
}

/** Finishes what people began to change and a crash cut off, so that each study shows what the audit log knows. */
export function createReconcileChanges({ results, studies }: ReconcileChangesDeps) {
  return async (): Promise<void> => {
    for await (const studyId of results.pendingStudyIds()) await studies.finish(studyId);
  };
}
