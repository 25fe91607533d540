import type { Starter } from '../../contract/orchestrations';
import { outputInstanceOf } from '../../domain/kernel/identifiers/ids';
import type { OutputsPort } from './ports';

export interface ReconcileOutputsDeps {
  readonly outputs: Pick<OutputsPort, 'marked'>;
  readonly starter: Pick<Starter, 'start'>;
}

/** Starts the delivery of everything that is still to be sent and that nobody works on. */
export function createReconcileOutputs({ outputs, starter }: ReconcileOutputsDeps) {
  /** @param running ids of running instances. @returns how many were started */
  return async (running: ReadonlySet<string>): Promise<number> => {
    let started = 0;
    for await (const place of outputs.marked('open')) {
      const instanceId = outputInstanceOf(place);
      if (running.has(instanceId)) continue;
      await starter.start('deliverOutput', instanceId, place);
      started += 1;
    }
    return started;
  };
}
