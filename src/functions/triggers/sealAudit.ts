import { app, type InvocationContext, type Timer } from '@azure/functions';
import { theApp } from '../../app/app';

let told = false;

/** Seals the waiting audit records into the log and signs a checkpoint. */
async function sealAudit(_timer: Timer, context: InvocationContext): Promise<void> {
  const sealed = await theApp().sealer.seal((message) => context.warn(message));
  if (sealed !== undefined || told) return;
  told = true;
  context.warn(
    'audit records are kept but not sealed: set TRIAGE_AUDIT_KEY_FILE or TRIAGE_AUDIT_KEY_VAULT_KEY (docs/settings.md)',
  );
}

app.timer('sealAudit', { schedule: '*/5 * * * * *', handler: sealAudit });
