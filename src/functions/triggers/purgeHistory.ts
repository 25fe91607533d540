import { app, type InvocationContext, type Timer } from '@azure/functions';
import * as df from 'durable-functions';
import { OrchestrationRuntimeStatus } from 'durable-functions';
import { theApp } from '../../app/app';
import { createPurgeHistory } from '../../app/purgeHistory';

/** Reviews that are open have not ended, and stay. */
const finishedStatuses = [
  OrchestrationRuntimeStatus.Completed,
  OrchestrationRuntimeStatus.Failed,
  OrchestrationRuntimeStatus.Terminated,
];

async function purgeHistory(_timer: Timer, context: InvocationContext): Promise<void> {
  const { settings, oldestUnsealed, now } = theApp();
  const client = df.getClient(context);
  const count = await createPurgeHistory({
    days: settings.historyDays,
    // Without a key nothing is ever sealed.
    oldestUnsealed: async () => (settings.audit.key === undefined ? undefined : oldestUnsealed()),
    purge: async (createdTimeTo) => {
      const filter = { createdTimeFrom: new Date(0), createdTimeTo, runtimeStatus: finishedStatuses };
      return (await client.purgeInstanceHistoryBy(filter)).instancesDeleted;
    },
    now,
  })();
  if (count === undefined)
    context.warn('audit records have waited to be sealed for a day: no finished orchestration is forgotten');
}

/** Every hour, so that no run has much to forget. */
app.timer('purgeHistory', {
  schedule: '0 20 * * * *',
  extraInputs: [df.input.durableClient()],
  handler: purgeHistory,
});
