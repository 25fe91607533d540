import { createSealingWatch } from '../../../app/sealingWatch';
import { balanceOrder } from '../../../domain/accounting/columns';
import { alarmsOf } from '../../../domain/drift/watch';
import { standsRefused, type WorklistRefusal } from '../../../domain/worklist/worklist';
import { createAccounting } from '../../../operations/accounting/accounting';
import { healthAdvice } from '../../../operations/health/healthAdvice';
import { deniedOutputs } from '../../../operations/outputs/deniedOutputs';
import type { Settings } from '../../../settings/settings';
import { openStore, type Store } from '../../../storage/store';
import { type PlaceOptions, withLog } from '../../site/logPlace';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { exitCodes } from '../../terminal/exitCodes';
import { type SiteStatus, statusJson, statusText } from './statusText';

const now = () => new Date().toISOString();

/** `triage status`: how the site stands, as its storage says. @returns 1 if something needs a person */
export async function status(options: PlaceOptions & { readonly json?: boolean }): Promise<number> {
  return withLog(undefined, options, async (place) => {
    const settings = settingsOfPlace(place, options);
    const found = await look(settings, openStore(settings));
    process.stdout.write(options.json ? statusJson(found) : statusText(found));
    return found.advice.length === 0 ? exitCodes.done : exitCodes.failed;
  });
}

async function look(settings: Settings, store: Store): Promise<SiteStatus> {
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  const accounting = createAccounting({ accounts: store.accounts, rule: settings.silence, now });
  const sealing = createSealingWatch({
    records: { ...waitingRecords(store), find: (eventId) => store.audit.find(eventId) },
    isFailing: () => false,
    lateMinutes: settings.sealing.lateMinutes,
    now,
  });
  const [{ total, silent }, studies, refusals, processing, sealed, sweeps, faults, totals] =
    await Promise.all([
      accounting.view(yesterday),
      store.worklist.studies(),
      store.worklist.refusals(),
      store.worklist.processing(),
      sealing(),
      store.sweeps.read(),
      store.faults(),
      store.totals.read(),
    ]);
  const oldest = processing.map(({ receivedAt }) => receivedAt).sort()[0];
  const files = { open: processing.length, ...(oldest === undefined ? {} : { oldest }) };
  const reconcile = sweeps?.run;
  const changedOutside = studies.filter((line) => line.changedOutside).length;
  const storage =
    faults.length === 0 ? 'ok' : faults.some(({ why }) => why === 'unreachable') ? 'unreachable' : 'refused';
  const facts = {
    storage,
    changedOutside,
    sealing: sealed,
    files,
    reconcile,
    problems: [],
    disks: [],
    drift: alarmsOf(totals?.watched ?? []),
    deniedOutputs: await deniedOutputs(store.outputs),
  } as const;
  return {
    asOf: now(),
    lastDay: balanceOrder.map((column) => [column, total[column]] as const).filter(([, count]) => count > 0),
    files,
    refused: byReason(refusals.filter(standsRefused)),
    studies: {
      awaiting: studies.length,
      overdue: studies.filter(({ dueAt }) => dueAt < now()).length,
      changedOutside,
    },
    silent,
    sealing: sealed,
    ...(reconcile === undefined ? {} : { reconcile }),
    storageFaults: faults,
    advice: [
      ...healthAdvice(facts, Date.now()),
      ...silent.map(({ source }) => ({ code: 'sourceSilent', values: [source] }) as const),
    ],
  };
}

function waitingRecords({ auditLog }: Store) {
  return {
    announcedBefore: (time: number) => auditLog.announcedBefore(time),
    checkpoint: () => auditLog.checkpoint(),
    read: (path: string) => auditLog.read(path),
    list: (prefix: string) => auditLog.list(prefix),
  };
}

function byReason(lines: readonly WorklistRefusal[]): [string, number][] {
  return [...Map.groupBy(lines, ({ reason }) => reason)]
    .map(([reason, { length }]): [string, number] => [reason, length])
    .sort((a, b) => b[1] - a[1]);
}
