import type { Starter } from '../../contract/orchestrations';
import { outputInstanceOf } from '../../domain/kernel/identifiers/ids';
import { editionIn, isOver } from '../../domain/outputs/delivery';
import { dueOutput } from '../../domain/outputs/occasion';
import type { OutputPlace, Receiver } from '../../domain/outputs/receiver';
import type { StudyRecord } from '../../domain/study/studyRecord';
import type { Clock } from '../ports';
import type { OutputsPort } from './ports';

export interface EnsureOutputsDeps {
  readonly outputs: Pick<OutputsPort, 'delivery' | 'mark'>;
  readonly receivers: ReadonlyMap<string, Receiver>;
  readonly starter: Starter;
  readonly now: Clock;
}

export type EnsureOutputs = (study: StudyRecord) => Promise<void>;

/**
 * Ensures that everything that receivers are to have of a study now is on its way. Each output is noted before its
 * orchestration is started or woken, so that `reconcile` finds what a stop in between would lose.
 */
export function createEnsureOutputs({ outputs, receivers, starter, now }: EnsureOutputsDeps): EnsureOutputs {
  return async (study) => {
    for (const { name: receiver, forms, when } of receivers.values())
      for (const form of forms) {
        const due = dueOutput(study, form, when, now());
        if (due === undefined) continue;
        const place = { studyId: study.studyId, receiver, form };
        const known = editionIn(await outputs.delivery(place), due.edition);
        if (known !== undefined && isOver(known)) continue;
        await outputs.mark('open', place);
        await startOutput(starter, place);
      }
  };
}

/** Starts the delivery of an output, or has the one that runs look again. */
export async function startOutput(starter: Starter, { studyId, receiver, form }: OutputPlace): Promise<void> {
  const place = { studyId, receiver, form };
  const instanceId = outputInstanceOf(place);
  if (await starter.isRunning(instanceId)) await starter.raise('deliverOutput', instanceId, 'OutputDue');
  else await starter.start('deliverOutput', instanceId, place);
}
