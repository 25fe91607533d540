import { app } from '@azure/functions';
import { theApp } from '../app';
import './activities';
import './audit';
import './classify';
import './feedback';
import './health';
import './image';
import './impression';
import './identity';
import { registerIngest } from './ingest';
import { registerIngestQueue } from './ingestQueue';
import './modelCard';
import './models';
import './orchestrations';
import './pages';
import './picture';
import './preview';
import './reconcile';
import './review';
import './samples';
import './sealAudit';
import './session';
import './signIn';
import './study';
import './undo';
import './worklist';

if (theApp().settings.ingest === 'queue') registerIngestQueue();
else registerIngest();

app.hook.appStart(async () => {
  await theApp().prepare();
});
