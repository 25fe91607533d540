import type { Health } from '../../contract/routes/health';
import type { ToldOf } from '../../domain/words/told';
import type { HealthAdviceWords } from '../../domain/words/vocabulary';

type Facts = Pick<
  Health,
  | 'storage'
  | 'problems'
  | 'changedOutside'
  | 'sealing'
  | 'files'
  | 'reconcile'
  | 'disks'
  | 'drift'
  | 'deniedOutputs'
>;

/** A file that waits for longer is late, even behind a burst. */
const lateFileMinutes = 60;
/** `reconcile` runs every five minutes, and may take some. */
const lateReconcileMinutes = 20;

export type HealthAdvice = ToldOf<HealthAdviceWords>;

/** What somebody should do. @param now milliseconds */
export function healthAdvice(facts: Facts, now: number): HealthAdvice[] {
  const minutesSince = (time: string | undefined) =>
    time === undefined ? 0 : (now - Date.parse(time)) / 60_000;
  const { storage, problems, changedOutside, sealing, files, reconcile, drift } = facts;
  const waits = Math.floor(minutesSince(files?.oldest));
  const said: (HealthAdvice | false | undefined)[] = [
    ...facts.disks.map(({ holds, freeMegabytes }) => toldWith('diskFull', holds, freeMegabytes)),
    storage === 'unreachable' && toldWith('storageUnreachable'),
    storage === 'refused' && toldWith('storageRefused'),
    problems.length > 0 && toldWith('models'),
    drift.length > 0 && toldWith('drift'),
    ...facts.deniedOutputs.map(({ receiver, outputs }) => toldWith('outputsDenied', receiver, outputs)),
    changedOutside > 0 && toldWith('changedOutside'),
    sealing.state === 'failing' && toldWith('sealingFailing'),
    sealing.state === 'late' && toldWith('sealingLate'),
    waits >= lateFileMinutes && toldWith('fileWaits', waits),
    reconcile !== undefined &&
      minutesSince(reconcile.endedAt) >= lateReconcileMinutes &&
      toldWith('reconcileLate', reconcile.endedAt),
    reconcile !== undefined && reconcile.failed > 0 && toldWith('orchestrationsFailed', reconcile.failed),
  ];
  return said.filter((one) => typeof one === 'object');
}

type Values<Code extends HealthAdvice['code']> = Extract<HealthAdvice, { code: Code }>['values'];

function toldWith<Code extends HealthAdvice['code']>(code: Code, ...values: Values<Code>): HealthAdvice {
  return { code, values } as HealthAdvice;
}
