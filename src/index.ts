import { app } from '@azure/functions';
import { theApp } from './app/app';
import { registerRoutes } from './functions/http/register';
import './functions/triggers/activities';
import { registerIngest } from './functions/triggers/ingest';
import { registerIngestQueue } from './functions/triggers/ingestQueue';
import './functions/triggers/orchestrations';
import './functions/triggers/reconcile';
import './functions/triggers/sealAudit';

registerRoutes(theApp());
if (theApp().settings.ingest === 'queue') registerIngestQueue();
else registerIngest();

app.hook.appStart(async () => {
  await theApp().prepare();
});

app.hook.appTerminate(() => theApp().telemetry.close());
