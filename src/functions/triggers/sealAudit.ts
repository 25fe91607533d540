import { app, type InvocationContext, type Timer } from '@azure/functions';
import { theApp } from '../../app/app';
import { measured } from './measured';

let told = false;

/** Seals the waiting audit records into the log and signs a checkpoint. */
async function seal(context: InvocationContext): Promise<void> {
  const sealed = await theApp().sealer.seal((message) => context.warn(message));
  if (sealed !== undefined || told) return;
  told = true;
  context.warn(
    'audit records are kept but not sealed: set TRIAGE_AUDIT_KEY_FILE or TRIAGE_AUDIT_KEY_VAULT_KEY (docs/settings.md)',
  );
}

/** What is measured for telemetry is measured here too, since it is the timer that runs most often, on one instance at a time. */
async function sealAudit(_timer: Timer, context: InvocationContext): Promise<void> {
  try {
    await seal(context);
  } finally {
    await measured(theApp(), context);
  }
}

app.timer('sealAudit', { schedule: '*/5 * * * * *', handler: sealAudit });
