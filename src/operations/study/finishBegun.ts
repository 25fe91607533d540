import type { Clock } from '../ports';

/** A writer finishes its change at once, unless it was stopped. */
const graceMilliseconds = 60_000;

export interface FinishBegunDeps {
  readonly begun: {
    /** Changes of persons that were begun before that time, in milliseconds, and not finished. */
    before(time: number): Promise<readonly { readonly studyId: string; readonly key: string }[]>;
    forget(key: string): Promise<void>;
  };
  /** Finishes the change of a study. */
  readonly finish: (studyId: string) => Promise<unknown>;
  readonly now: Clock;
}

/** Finishes changes of persons that a crash interrupted. */
export function createFinishBegun({ begun, finish, now }: FinishBegunDeps) {
  return async (): Promise<void> => {
    for (const { studyId, key } of await begun.before(Date.parse(now()) - graceMilliseconds)) {
      await finish(studyId);
      await begun.forget(key);
    }
  };
}
