import { sealedSubjectOf } from '../../domain/kernel/sealing/sealedObject';
import { type ChangedBlob, withMended } from '../../domain/study/review/changedOutside';
import type { StudyRecord } from '../../domain/study/studyRecord';
import type { WorklistStudy } from '../../domain/worklist/worklist';
import { eventOf, type NoteChangedOutsideDeps, trusted } from '../audit/noteChangedOutside';

export interface ReconcileIntegrityDeps
  extends Pick<NoteChangedOutsideDeps, 'records' | 'identity' | 'studies' | 'macs' | 'now'> {
  readonly results: { study(studyId: string): Promise<StudyRecord | undefined> };
  /** Whether a blob is what the app wrote, or not there. */
  readonly isIntact: (container: string, blob: string) => Promise<boolean>;
}

/**
 * Looks again at studies that were changed outside the app. Where somebody has put back what the app wrote,
 * the study can be signed again; the log gets it first. A line whose record was changed is made anew by
 * `reconcileWorklist`.
 */
export function createReconcileIntegrity(deps: ReconcileIntegrityDeps) {
  const { results } = deps;
  /** @param studies that are open by the list */
  return async (studies: readonly Pick<WorklistStudy, 'studyId' | 'changedOutside'>[]): Promise<void> => {
    for (const { studyId } of studies.filter(({ changedOutside }) => changedOutside)) {
      const study = await trusted(() => results.study(studyId));
      if (study?.changedOutside !== undefined) await mend(deps, studyId, study.changedOutside);
    }
  };
}

async function mend(
  deps: ReconcileIntegrityDeps,
  studyId: string,
  changed: readonly ChangedBlob[],
): Promise<void> {
  const mended: ChangedBlob[] = [];
  for (const one of changed) if (await deps.isIntact(one.container, one.blob)) mended.push(one);
  if (mended.length === 0) return;
  const studySalt = await trusted(() => deps.identity.knownSalt(studyId));
  await deps.studies.change(
    studyId,
    (study) => study && withMended(study, mended),
    async (_next, before) => {
      for (const { container, blob } of mended) {
        const known = {
          ...sealedSubjectOf(container, blob),
          studyId,
          container,
          blob,
          sha256: '',
          studySalt,
        };
        await deps.records.record(eventOf(deps, known, String(before?.revision), true));
      }
    },
  );
}
