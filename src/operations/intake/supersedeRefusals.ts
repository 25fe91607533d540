import { isReadable, type Superseded } from '../../domain/intake/arrival';
import { arrivalIdOf, type SiteKey } from '../../domain/kernel/ids';
import type { WorklistRefusal } from '../../domain/worklist/worklist';
import { type NoteChangedOutside, unlessChanged } from '../audit/noteChangedOutside';
import type { ArrivalsPort } from '../ports';
import type { ReceivedFile } from './receiveFile';

export interface SupersedeRefusalsDeps {
  readonly incoming: { list(): AsyncIterable<ReceivedFile> };
  readonly arrivals: Pick<ArrivalsPort, 'read' | 'outcome'>;
  readonly quarantine: { recordSuperseded(superseded: Superseded): Promise<void> };
  /** The lines of all refused files. */
  readonly refusals: () => Promise<readonly WorklistRefusal[]>;
  /** Makes such a line anew from its records. */
  readonly renew: (arrivalId: string) => Promise<unknown>;
  readonly noteChangedOutside: NoteChangedOutside;
  readonly siteKey: SiteKey;
  readonly incomingContainer: string;
}

/**
 * Takes refused versions of files off the list whose name holds a later version by now that was read: an upload
 * in steps leaves such a version behind, and so does a sender who mends a file. What was superseded by a file
 * that was erased since comes back. A file inside an export has no name of its own, and stays.
 */
export function createSupersedeRefusals(deps: SupersedeRefusalsDeps) {
  const { incoming, arrivals, quarantine, refusals, renew, noteChangedOutside } = deps;
  const { siteKey, incomingContainer } = deps;

  /** The arrival of the version that the name holds now; undefined if it is this one, or was not read. */
  async function laterOf(arrivalId: string, current: ReadonlyMap<string, string>) {
    const arrival = await arrivals.read(arrivalId);
    const etag = arrival?.member === undefined ? current.get(arrival?.name ?? '') : undefined;
    if (arrival === undefined || etag === undefined) return undefined;
    const by = arrivalIdOf(siteKey, incomingContainer, arrival.name, etag);
    return by !== arrivalId && isReadable(await arrivals.outcome(by)) ? by : undefined;
  }

  async function supersede(arrivalId: string, current: ReadonlyMap<string, string>): Promise<void> {
    const by = await laterOf(arrivalId, current);
    if (by === undefined) return;
    await quarantine.recordSuperseded({ schemaVersion: 1, arrivalId, by });
    await renew(arrivalId);
  }

  return async (): Promise<void> => {
    const lines = await refusals();
    if (lines.length === 0) return;
    const current = new Map<string, string>();
    for await (const { name, etag } of incoming.list()) current.set(name, etag);
    for (const { arrivalId, superseded } of lines)
      await unlessChanged(noteChangedOutside, async () => {
        await (superseded ? renew(arrivalId) : supersede(arrivalId, current));
      });
  };
}
