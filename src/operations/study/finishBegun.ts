import type { Clock } from '../ports';

/**
 * A writer finishes its change at once, unless it was stopped. What a process asked of the storage before it was killed
 * during an erasure takes effect within its four tries of a minute each, or never.
 */
const graceMilliseconds = { change: 60_000, erasure: 300_000 };

export interface FinishBegunDeps {
  readonly begun: {
    /** What persons began and nobody has finished. */
    all(): Promise<
      readonly {
        readonly studyId: string;
        readonly key: string;
        readonly what: 'change' | 'erasure';
        /** In milliseconds. */
        readonly at: number;
      }[]
    >;
    forget(key: string): Promise<void>;
  };
  /** Finishes the change of a study. */
  readonly finish: (studyId: string) => Promise<unknown>;
  /** Removes versions that were being made while the study was erased. */
  readonly removeLeft: (studyId: string) => Promise<unknown>;
  readonly now: Clock;
}

/** Finishes changes of persons, and erasures, that a crash interrupted. */
export function createFinishBegun({ begun, finish, removeLeft, now }: FinishBegunDeps) {
  const mend = { change: finish, erasure: removeLeft };
  return async (): Promise<void> => {
    const time = Date.parse(now());
    for (const { studyId, key, what, at } of await begun.all()) {
      if (at >= time - graceMilliseconds[what]) continue;
      await mend[what](studyId);
      await begun.forget(key);
    }
  };
}
