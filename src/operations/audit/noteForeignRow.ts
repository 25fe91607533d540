import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import type { IndexPartition } from '../../domain/worklist/indexRow';
import { eventOf, type KnownDeps, knownOf, type NoteChangedOutsideDeps } from './noteChangedOutside';

export type NoteForeignRowDeps = KnownDeps &
  Pick<NoteChangedOutsideDeps, 'records' | 'macs' | 'logError' | 'now'>;

/**
 * Records in the audit log that a row of the worklist was not written by the app. By now it was made anew from
 * its record, so nothing else follows from it. Never fails: the list of the next study must not depend on it.
 */
export function createNoteForeignRow(deps: NoteForeignRowDeps) {
  const { records, logError, now } = deps;
  return async (partition: IndexPartition, key: string): Promise<void> => {
    const row = `${partition}/${key}`;
    logError(`the row ${row} of the worklist was not written by the app: it was made anew from its record`);
    try {
      const known = await knownOf(deps, new ChangedOutsideError('worklist', row));
      await records.record(eventOf(deps, known, now()));
    } catch (failure) {
      logError(`that the row ${row} was changed could not be noted: ${(failure as Error).message}`);
    }
  };
}
