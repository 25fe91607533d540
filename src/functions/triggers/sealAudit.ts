import { app, type InvocationContext, type Timer } from '@azure/functions';
import { theApp } from '../../app/app';
import { createSealSoon } from '../../app/sealSoon';
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

/** Measures for telemetry too, since this timer runs often, and on one instance at a time. */
async function sealAudit(_timer: Timer, context: InvocationContext): Promise<void> {
  try {
    await seal(context);
  } finally {
    await measured(theApp(), context);
  }
}

/** Seals some seconds after each record of this process, and what an earlier process left; else on a timer. */
export function registerSealing(): void {
  const { settings, sealer, store } = theApp();
  const sealSoon = createSealSoon({
    sealer,
    afterSeconds: settings.sealing.afterSeconds,
    logWarning: (message) => console.warn(message),
    logError: (message) => console.error(message),
  });
  store.audit.onRecord(sealSoon);
  sealSoon();
  app.timer('sealAudit', { schedule: settings.sealing.schedule, handler: sealAudit });
}
