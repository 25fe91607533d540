import { app, type InvocationContext, type Timer } from '@azure/functions';
import * as df from 'durable-functions';
import { OrchestrationRuntimeStatus } from 'durable-functions';
import { theApp } from '../../app/app';
import { unfinishedStatuses } from '../../app/durableStarter';
import { createReconcileRun } from '../../app/reconcileRun';
import { receiveFileDeps } from './receiveFile';
import { tracedStarter } from './tracedStarter';

async function reconcile(_timer: Timer, context: InvocationContext): Promise<void> {
  const instances = await df.getClient(context).getStatusBy({
    runtimeStatus: [...unfinishedStatuses, OrchestrationRuntimeStatus.Failed],
  });
  const { failed = [], unfinished = [] } = Object.groupBy(instances, ({ runtimeStatus }) =>
    runtimeStatus === OrchestrationRuntimeStatus.Failed ? 'failed' : 'unfinished',
  );
  const { arrivals, reviews, outputs } = await createReconcileRun({
    ...theApp(),
    ...receiveFileDeps(theApp(), context),
    starter: tracedStarter(theApp(), context),
    logWarning: (message) => context.warn(message),
    logError: (message) => context.error(message),
  })(
    unfinished.map(({ instanceId }) => instanceId),
    failed.length,
  );
  if (arrivals + reviews + outputs > 0)
    context.warn(`reconcile started ${arrivals} arrivals, ${reviews} reviews and ${outputs} outputs anew`);
}

app.timer('reconcile', {
  schedule: '0 */5 * * * *',
  extraInputs: [df.input.durableClient()],
  handler: reconcile,
});
