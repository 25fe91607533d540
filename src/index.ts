import { app } from '@azure/functions';
import { theApp } from './app/app';
import './functions/triggers/activities';
import './functions/http/audit';
import './functions/http/classify';
import './functions/http/feedback';
import './functions/http/health';
import './functions/http/image';
import './functions/http/impression';
import './functions/http/identity';
import { registerIngest } from './functions/triggers/ingest';
import { registerIngestQueue } from './functions/triggers/ingestQueue';
import './functions/http/modelCard';
import './functions/http/models';
import './functions/triggers/orchestrations';
import './functions/http/pages';
import './functions/http/picture';
import './functions/http/preview';
import './functions/triggers/reconcile';
import './functions/http/review';
import './functions/http/samples';
import './functions/triggers/sealAudit';
import './functions/http/session';
import './functions/http/signIn';
import './functions/http/study';
import './functions/http/undo';
import './functions/http/worklist';

if (theApp().settings.ingest === 'queue') registerIngestQueue();
else registerIngest();

app.hook.appStart(async () => {
  await theApp().prepare();
});
