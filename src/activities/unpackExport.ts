import { randomBytes } from 'node:crypto';
import type { Starter } from '../contract/orchestrations';
import type { Steps } from '../contract/steps';
import type { Arrival } from '../domain/intake/arrival';
import type { ExportPage } from '../domain/intake/exportRecord';
import type { Gate } from '../operations/intake/gate';
import { createStartArrival } from '../operations/intake/startArrival';
import type { ArrivalsPort } from '../operations/ports';

export interface UnpackExportDeps {
  readonly arrivals: Pick<ArrivalsPort, 'read' | 'exportPage' | 'record' | 'outcome'>;
  readonly starter: Pick<Starter, 'isRunning'>;
  readonly gate: Pick<Gate, 'enter'>;
}

const startsAtOnce = 8;

/**
 * Starts the files on one page of an export's record, each as its own arrival: a bad file does not affect the
 * others, and a lost one is found again like any arrival. Idempotent.
 */
export function createUnpackExport(deps: UnpackExportDeps): Steps['unpackExport'] {
  const { arrivals } = deps;
  const startArrival = createStartArrival(deps);
  return async ({ arrivalId, page }) => {
    const [arrival, listed] = await Promise.all([
      arrivals.read(arrivalId),
      arrivals.exportPage(arrivalId, page),
    ]);
    if (!arrival || !listed) throw new Error(`export ${arrivalId} has no record, or no page ${page} of it`);
    const waiting = listed.members.map((member) => memberArrival(arrival, member));
    const startSome = async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) await startArrival(one);
    };
    await Promise.all(Array.from({ length: startsAtOnce }, startSome));
  };
}

function memberArrival(whole: Arrival, { arrivalId, ...member }: ExportPage['members'][number]): Arrival {
  const salt = randomBytes(32).toString('hex');
  return { ...whole, arrivalId, salt, member: { ...member, exportId: whole.arrivalId } };
}
