import { app } from '@azure/functions';
import { theApp } from '../app';
import './activities';
import './audit';
import './classify';
import './feedback';
import './health';
import './identity';
import { registerIngest } from './ingest';
import { registerIngestQueue } from './ingestQueue';
import './models';
import './orchestrations';
import './picture';
import './preview';
import './reconcile';
import './review';
import './sealAudit';
import './study';
import './worklist';
import './worklistPage';

if (theApp().settings.ingest === 'queue') registerIngestQueue();
else registerIngest();

app.hook.appStart(async () => {
  await theApp().prepare();
});
