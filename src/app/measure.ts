import { oldestUnsealed, type WaitingRecords } from '../audit/log/oldestUnsealed';
import type { SiteModels } from '../inference/repository/siteModels';
import type { Accounting } from '../operations/accounting/accounting';
import type { Clock } from '../operations/ports';
import type { Store } from '../storage/store';
import { type Sample, sample } from '../telemetry/samples';
import { recentScores } from '../telemetry/totals';
import { driftGauges, filesCounted, sealingGauge, worklistGauges } from './gauges';
import { createScoreDrift } from './scoreDrift';

export interface MeasureDeps {
  readonly store: Pick<Store, 'worklistCopy' | 'totals' | 'accounts'>;
  readonly accounting: Pick<Accounting, 'silent'>;
  readonly waitingRecords: WaitingRecords;
  readonly siteModels: Pick<SiteModels, 'current'>;
  readonly now: Clock;
}

/** What is measured in the storage: the same whichever instance looks. */
export interface Measure {
  /** The gauges. */
  gauges(): Promise<Sample[]>;
  /** The gauges, and what all processes have counted. */
  everything(): Promise<Sample[]>;
}

/** Announcements have the storage's clock, which may be ahead of ours by this much, in milliseconds. */
const clockDifference = 600_000;

export function createMeasure({ store, accounting, waitingRecords, siteModels, now }: MeasureDeps): Measure {
  const { worklistCopy, totals, accounts } = store;
  const scoreDrift = createScoreDrift(async () => (await siteModels.current()).catalogue.models);
  const measure = async () => {
    const [contents, oldest, counted, silent] = await Promise.all([
      worklistCopy.contents(),
      oldestUnsealed(waitingRecords, Date.parse(now()) + clockDifference),
      totals.read(),
      accounting.silent(),
    ]);
    const time = Date.parse(now());
    const drift = counted === undefined ? [] : await scoreDrift(recentScores(counted, time));
    const gauges = [
      ...worklistGauges(contents, time),
      sealingGauge(oldest, time),
      sample('triage.sources.silent', {}, silent.length),
      ...drift,
      ...driftGauges(counted?.watched ?? []),
    ];
    return { gauges, counted: counted?.samples ?? [] };
  };
  return {
    gauges: async () => (await measure()).gauges,
    everything: async () => {
      const [{ gauges, counted }, files] = await Promise.all([measure(), accounts.counts()]);
      return [...filesCounted(files), ...counted, ...gauges];
    },
  };
}
