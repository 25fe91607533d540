import type { NamedFile } from '../../domain/accounting/fileQuery';
import type { Arrival } from '../../domain/intake/arrival';
import type { Actor } from '../../domain/kernel/actor';
import { type RecordedStateDeps, recordedState } from '../accounting/checkAccounts';
import { namedFile } from './namedFile';
import { createNoteFileAccess, type NoteFileAccessDeps } from './noteFileAccess';

export type FindByIdDeps = NoteFileAccessDeps &
  RecordedStateDeps & {
    readonly identity: {
      /** Which files brought the images of a study. */
      arrivals(studyId: string): Promise<readonly string[]>;
    };
  };

/**
 * The file of an arrival, or the files of a study. The look is recorded before they are told.
 *
 * @param id of an arrival or a study
 */
export function createFindById(deps: FindByIdDeps) {
  const noteAccess = createNoteFileAccess(deps);
  const describe = async (arrival: Arrival): Promise<NamedFile[]> => {
    const note = await recordedState(deps, arrival.arrivalId);
    return note === undefined ? [] : [await namedFile(deps, { note, arrival })];
  };
  return async (id: string, actor: Actor): Promise<NamedFile[]> => {
    const one = await deps.arrivals.read(id);
    const ids = one === undefined ? await deps.identity.arrivals(id) : [];
    const read = await Promise.all(ids.map((arrivalId) => deps.arrivals.read(arrivalId)));
    const arrivals = [one, ...read].filter((arrival) => arrival !== undefined);
    await noteAccess(arrivals, 'names', actor);
    return (await Promise.all(arrivals.map(describe))).flat();
  };
}
