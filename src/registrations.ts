import { theApp } from './app/app';
import { registerRoutes } from './functions/http/register';
import './functions/triggers/activities';
import { registerHooks } from './functions/triggers/hooks';
import { registerIngest } from './functions/triggers/ingest';
import { registerIngestQueue } from './functions/triggers/ingestQueue';
import { registerGate } from './functions/triggers/openGate';
import './functions/triggers/orchestrations';
import './functions/triggers/purgeHistory';
import './functions/triggers/reconcile';
import { registerSealing } from './functions/triggers/sealAudit';

registerHooks();
registerRoutes(theApp());
if (theApp().settings.ingest === 'queue') registerIngestQueue();
else registerIngest();
registerGate();
registerSealing();
