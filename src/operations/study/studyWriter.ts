import type { Macs } from '../../domain/kernel/macs';
import {
  applyPending,
  genuineChange,
  type PendingChange,
  refusePending,
  type StoredStudy,
  withPending,
} from '../../domain/study/pendingChange';
import type { Submitter } from '../../domain/study/reviewer';
import type { StudyRecord } from '../../domain/study/studyRecord';
import type { AuditTrail } from '../audit/auditTrail';
import type { StudyRecordsPort, WorklistPort } from '../ports';
import { createTurns } from './turns';

/** What a person wants of a study, and may be refused. The same object comes out where nothing is to be changed. */
export type StudyRule<R extends string> = (
  study: StudyRecord,
) => { readonly study: StudyRecord; readonly refusal?: undefined } | { readonly refusal: R };

/** `no-such-study` where there is none. With a refusal, `study` is the one that was refused for. */
export type Changed<R extends string> =
  | { readonly study: StudyRecord; readonly refusal?: undefined }
  | { readonly study?: StudyRecord | undefined; readonly refusal: R | 'no-such-study' };

type Change = (study: StudyRecord | undefined) => StudyRecord | undefined;
type RecordChange = (next: StudyRecord, before: StudyRecord | undefined) => Promise<void>;

/** The only way to change a study. Writers may cross each other, in one process and in many. */
export interface StudyWriter {
  /**
   * Changes a study as a person wants it: a review, its withdrawal, a first impression. When it returns, the audit log has
   * it and the study shows it. First the change is stored in the study, unseen; from then on it is going to happen, since
   * whoever finds it there, after a crash as well, finishes it before anything else.
   *
   * @param rule is asked again where another writer came between
   */
  changeAs<R extends string>(by: Submitter, studyId: string, rule: StudyRule<R>): Promise<Changed<R>>;
  /**
   * Changes a study by what time and images bring.
   *
   * @param record records what is about to be shown; may be called any number of times
   * @returns undefined where there is no study, and `change` made none
   */
  change(studyId: string, change: Change, record: RecordChange): Promise<StudyRecord | undefined>;
  /** Finishes what somebody began to change. @returns undefined where there is no study */
  finish(studyId: string): Promise<StudyRecord | undefined>;
}

export interface StudyWriterDeps {
  readonly studies: StudyRecordsPort;
  readonly worklist: Pick<WorklistPort, 'putStudy'>;
  readonly trail: Pick<AuditTrail, 'reviewed'>;
  /** Tell a change that was begun here from one that somebody put into the storage. */
  readonly macs: Macs;
  /** The ways of signing in that the site has. Nobody changes a study who came in another way. */
  readonly signIns: ReadonlySet<string>;
  /** Is told of what somebody put into the storage. */
  readonly logError: (message: string) => void;
}

export function createStudyWriter(deps: StudyWriterDeps): StudyWriter {
  const { studies, worklist, trail, macs, signIns, logError } = deps;
  const inTurn = createTurns();

  const isSignedIn = ({ signIn }: Submitter) => signIn !== undefined && signIns.has(signIn);

  /** What is pending and counts. */
  function changeIn(studyId: string, stored: StoredStudy | undefined): PendingChange | undefined {
    const change = stored && genuineChange(studyId, stored, macs);
    return change && isSignedIn(change.by) ? change : undefined;
  }

  /** Shows what is pending; where no session of this site began it, it is set aside. */
  const show = (studyId: string): Promise<StudyRecord | undefined> =>
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

  /** Changes what is stored of a study that has nothing pending. */
  async function write(
    studyId: string,
    change: (study: StudyRecord | undefined) => StoredStudy | undefined,
    record?: RecordChange,
  ): Promise<StoredStudy | undefined> {
    for (;;) {
      let isUnfinished = false;
      const study = await studies.changeStudy(
        studyId,
        (stored) => {
          isUnfinished = stored?.pending !== undefined;
          return isUnfinished ? stored : withRefusedOf(stored, change(stored));
        },
        record,
      );
      if (!isUnfinished) return study;
      await show(studyId);
    }
  }

  async function listed(study: StudyRecord | undefined): Promise<StudyRecord | undefined> {
    if (study) await worklist.putStudy(study);
    return study;
  }

  async function changeAs<R extends string>(
    by: Submitter,
    studyId: string,
    rule: StudyRule<R>,
  ): Promise<Changed<R>> {
    if (!isSignedIn(by)) throw new Error(`nobody signs in at this site in this way: ${by.signIn}`);
    let refusal: R | 'no-such-study' | undefined = 'no-such-study';
    const study = await write(studyId, (known) => {
      if (!known) return undefined;
      const changed = rule(known);
      refusal = changed.refusal;
      if (!('study' in changed) || changed.study === known) return known;
      return withPending(known, changed.study, by, macs);
    });
    if (refusal !== undefined) return { study, refusal };
    return { study: (await listed(await show(studyId))) as StudyRecord };
  }

  return {
    changeAs: (by, studyId, rule) => inTurn(studyId, () => changeAs(by, studyId, rule)),
    change: (studyId, change, record) =>
      inTurn(studyId, async () => listed(await write(studyId, change, record))),
    finish: (studyId) => inTurn(studyId, async () => listed(await show(studyId))),
  };
}

/** What was refused stays in the record, whatever becomes of the study. */
function withRefusedOf(
  stored: StoredStudy | undefined,
  next: StoredStudy | undefined,
): StoredStudy | undefined {
  if (next === stored || next === undefined || stored?.refused === undefined) return next;
  return { ...next, refused: stored.refused };
}
