import type { Macs } from '../../domain/kernel/sealing/macs';
import type { Submitter } from '../../domain/study/review/reviewer';
import type { StudyRecord } from '../../domain/study/studyRecord';
import {
  applyPending,
  genuineChange,
  type PendingChange,
  refusePending,
  type StoredStudy,
} from '../../domain/study/versions/pendingChange';
import type { AuditTrail } from '../audit/auditTrail';
import type { StudyRecordsPort } from '../ports';

export interface StoredStudiesDeps {
  readonly studies: Pick<StudyRecordsPort, 'changeStudy' | 'advanceStudy'>;
  readonly trail: Pick<AuditTrail, 'reviewed'>;
  readonly macs: Macs;
  readonly signIns: ReadonlySet<string>;
  readonly logError: (message: string) => void;
}

/** Current records of studies, in which a pending change comes before anything else. */
export interface StoredStudies {
  isSignedIn(by: Submitter): boolean;
  /** Applies the pending change; sets it aside if no session of this site began it. */
  finish(studyId: string): Promise<StoredStudy | undefined>;
  /** Changes a stored study, once it has no pending change. */
  write(
    studyId: string,
    change: (study: StoredStudy | undefined) => StoredStudy | undefined,
    record?: (next: StudyRecord, before: StudyRecord | undefined) => Promise<void>,
  ): Promise<StoredStudy | undefined>;
  /** The same for a change that a record of a moment ago does not mislead. */
  advance(
    studyId: string,
    change: (study: StoredStudy | undefined) => StoredStudy | undefined,
    isProbablyNew?: boolean,
  ): Promise<StoredStudy | undefined>;
}

export function createStoredStudies(deps: StoredStudiesDeps): StoredStudies {
  const { studies, trail, macs, signIns, logError } = deps;

  const isSignedIn = ({ signIn }: Submitter) => signIn !== undefined && signIns.has(signIn);

  /** The pending change, if it is valid. */
  function changeIn(studyId: string, stored: StoredStudy | undefined): PendingChange | undefined {
    const change = stored && genuineChange(studyId, stored, macs);
    return change && isSignedIn(change.by) ? change : undefined;
  }

  const finish = (studyId: string): Promise<StoredStudy | undefined> =>
    studies.changeStudy(
      studyId,
      (stored) => {
        if (stored?.pending === undefined) return stored;
        const change = changeIn(studyId, stored);
        return change ? applyPending(stored, change) : refusePending(stored);
      },
      async (next, stored) => {
        const change = changeIn(studyId, stored);
        if (change) return trail.reviewed(next, stored, change.by);
        logError(
          `results/studies/${studyId}.json held a pending change that no session of this site began: it was not made, and is kept in the record under "refused"`,
        );
      },
    );

  /** @param run given the change, without which a study with a pending one stays as it is */
  async function afterPending(
    studyId: string,
    change: (study: StoredStudy | undefined) => StoredStudy | undefined,
    run: (change: (study: StoredStudy | undefined) => StoredStudy | undefined) => ReturnType<typeof finish>,
  ): Promise<StoredStudy | undefined> {
    for (;;) {
      let isUnfinished = false;
      const study = await run((stored) => {
        isUnfinished = stored?.pending !== undefined;
        return isUnfinished ? stored : withRefusedOf(stored, change(stored));
      });
      if (!isUnfinished) return study;
      await finish(studyId);
    }
  }

  return {
    isSignedIn,
    finish,
    write: (studyId, change, record) =>
      afterPending(studyId, change, (ready) => studies.changeStudy(studyId, ready, record)),
    advance: (studyId, change, isProbablyNew) =>
      afterPending(studyId, change, (ready) => studies.advanceStudy(studyId, ready, isProbablyNew)),
  };
}

/** Rejected changes stay in the record, whatever happens to the study. */
function withRefusedOf(
  stored: StoredStudy | undefined,
  next: StoredStudy | undefined,
): StoredStudy | undefined {
  if (next === stored || next === undefined || stored?.refused === undefined) return next;
  return { ...next, refused: stored.refused };
}
