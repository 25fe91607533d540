import { recordBefore, recordedStep } from '../../../domain/audit/modelChangeEvent';
import { unpackedJson } from '../../../domain/kernel/packedJson';
import { canonicalJson } from '../../../domain/kernel/sealing/canonicalJson';
import { type SiteStanding, siteStandingSchema } from '../../../domain/models/modelStanding';
import type { BlobTree } from '../blobTree';
import type { Fault } from '../fault';
import { type LogIndex, placeOf } from '../log/logIndex';
import { type Context, isOld } from '../publishedState';

/** What each model may do, by its id; undefined if its record cannot be read. */
type Standings = ReadonlyMap<string, SiteStanding | undefined>;

/**
 * Checks what the site's models may do against the log: it follows from the recorded changes, each as it was
 * recorded, in its place, and none of them is missing.
 */
export function standingFaults(standings: Standings, context: Pick<Context, 'index' | 'now'>): Fault[] {
  return [...unrecorded(standings, context.index), ...notStanding(standings, context)];
}

export async function readStandings(tree: BlobTree): Promise<Standings> {
  const standings = new Map<string, SiteStanding | undefined>();
  for await (const name of tree.list('models', 'standing/'))
    standings.set(name.slice('standing/'.length, -'.json'.length), parsed(await tree.read('models', name)));
  return standings;
}

function parsed(bytes: Buffer | undefined): SiteStanding | undefined {
  try {
    return siteStandingSchema.parse(JSON.parse(bytes ? unpackedJson(bytes).toString('utf8') : ''));
  } catch {
    return undefined;
  }
}

function* unrecorded(standings: Standings, index: LogIndex): Generator<Fault> {
  for (const [id, standing] of standings) {
    const where = `models/standing/${id}.json`;
    if (standing === undefined || standing.id !== id)
      yield { code: 'result-changed', where, detail: 'it cannot be read' };
    else if (standing.history.length === 0) yield { code: 'result-without-entry', where };
    else yield* stepFaults(where, standing, index);
  }
}

function* stepFaults(where: string, { id, start, history }: SiteStanding, index: LogIndex): Generator<Fault> {
  for (const [at, step] of history.entries()) {
    const event = index.modelChanges.get(step.eventId)?.event;
    const detail = `${id}@${step.version} ${step.change}`;
    if (event === undefined) yield { code: 'result-without-entry', where, detail };
    else if (
      event.model.id !== id ||
      event.step !== at ||
      canonicalJson(recordedStep(event)) !== canonicalJson(step)
    )
      yield { code: 'result-changed', where, detail };
    else if (at === 0 && canonicalJson(recordBefore(event).start) !== canonicalJson(start))
      yield { code: 'result-changed', where, detail: 'what the versions were before the first change' };
  }
}

/**
 * Of two people who changed a model at once, the change of one did not happen; its place is then taken by that
 * of the other.
 */
function* notStanding(
  standings: Standings,
  { index, now }: Pick<Context, 'index' | 'now'>,
): Generator<Fault> {
  for (const placed of index.modelChanges.values()) {
    const { model, step, change, at } = placed.event;
    const steps = standings.get(model.id)?.history.length ?? 0;
    if (steps <= step && isOld({ now }, at))
      yield {
        code: 'entry-without-result',
        where: placeOf(placed),
        detail: `${model.id}@${model.version} ${change}`,
      };
  }
}
