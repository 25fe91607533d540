import type { Superseded } from '../../domain/intake/arrival';
import { arrivalIdOf, type SiteKey } from '../../domain/kernel/identifiers/ids';
import type { WorklistRefusal } from '../../domain/worklist/worklist';
import { type NoteChangedOutside, unlessChanged } from '../audit/noteChangedOutside';
import type { ArrivalsPort } from '../ports';

export interface SupersedeRefusalsDeps {
  readonly incoming: { current(name: string): Promise<{ readonly etag: string } | undefined> };
  readonly arrivals: Pick<ArrivalsPort, 'begin' | 'outcome'>;
  readonly quarantine: { recordSuperseded(superseded: Superseded): Promise<void> };
  /** Makes such a line anew from its records. */
  readonly renew: (arrivalId: string) => Promise<unknown>;
  readonly noteChangedOutside: NoteChangedOutside;
  readonly siteKey: SiteKey;
  readonly incomingContainer: string;
}

/** So many of the latest refusals are looked at in each run, and as many of the others. */
const inRun = 3;

/**
 * Takes refused versions of files off the list whose name holds a later version by now that has an outcome, which
 * stands for both: an upload in steps leaves such a version behind, and so does a sender who mends a file, or somebody
 * who has it tried again. What was superseded by a file
 * that was erased since comes back. A file inside an export has no name of its own, and stays. A run looks at the
 * latest refusals, and at some of the others in turn.
 */
export function createSupersedeRefusals(deps: SupersedeRefusalsDeps) {
  const { incoming, arrivals, quarantine, renew, noteChangedOutside } = deps;
  const { siteKey, incomingContainer } = deps;

  /** The arrival of the version that the name holds now; undefined if it is this one, or has no outcome. */
  async function laterOf(arrivalId: string) {
    const arrival = await arrivals.begin(arrivalId);
    if (arrival === undefined || arrival.member !== undefined) return undefined;
    const current = await incoming.current(arrival.name);
    if (current === undefined) return undefined;
    const by = arrivalIdOf(siteKey, incomingContainer, arrival.name, current.etag);
    return by !== arrivalId && (await arrivals.outcome(by)) ? by : undefined;
  }

  async function supersede(arrivalId: string): Promise<void> {
    const by = await laterOf(arrivalId);
    if (by === undefined) return;
    await quarantine.recordSuperseded({ schemaVersion: 1, arrivalId, by });
    await renew(arrivalId);
  }

  /**
   * @param refusals the lines of all refused files
   * @param last the one that was looked at last in turn
   * @returns the same of this run
   */
  return async (refusals: readonly WorklistRefusal[], last: string): Promise<string> => {
    const latest = [...refusals].sort((a, b) => (a.quarantinedAt < b.quarantinedAt ? 1 : -1)).slice(0, inRun);
    const inTurn = refusals.filter((line) => !latest.includes(line)).sort(byId);
    const next = inTurn.filter(({ arrivalId }) => arrivalId > last).slice(0, inRun);
    for (const { arrivalId, superseded } of [...latest, ...next])
      await unlessChanged(noteChangedOutside, async () => {
        await (superseded ? renew(arrivalId) : supersede(arrivalId));
      });
    return next.length < inRun ? '' : (next.at(-1)?.arrivalId ?? '');
  };
}

function byId(a: WorklistRefusal, b: WorklistRefusal): number {
  return a.arrivalId < b.arrivalId ? -1 : 1;
}
