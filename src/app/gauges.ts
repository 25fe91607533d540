import type { GroupCount } from '../domain/accounting/balance';
import { alarmsOf, type Watched } from '../domain/drift/watch';
import { awaitsReview } from '../domain/worklist/worklist';
import type { WorklistContents } from '../domain/worklist/worklistAnswer';
import { type Sample, sample, sumOf } from '../telemetry/samples';

/** How many of them have each value. */
function counted<T>(list: readonly T[], pick: (one: T) => string): [value: string, count: number][] {
  return [...Map.groupBy(list, pick)].map(([value, same]) => [value, same.length]);
}

/** The state of the work, from the worklist. @param now milliseconds */
export function worklistGauges({ studies, refusals, processing }: WorklistContents, now: number): Sample[] {
  const awaiting = studies.filter(awaitsReview);
  const received = processing.map(({ receivedAt }) => Date.parse(receivedAt));
  const oldest = received.reduce((first, time) => Math.min(first, time), now);
  return [
    sample('triage.files.open', {}, processing.length),
    sample('triage.files.oldest_age', {}, (now - oldest) / 1000),
    ...counted(refusals, ({ reason }) => reason).map(([reason, files]) =>
      sample('triage.files.quarantined', { reason }, files),
    ),
    ...counted(awaiting, ({ priority }) => priority).map(([priority, waiting]) =>
      sample('triage.studies.awaiting', { priority }, waiting),
    ),
    sample('triage.studies.overdue', {}, awaiting.filter(({ dueAt }) => Date.parse(dueAt) < now).length),
    sample('triage.studies.changed_outside', {}, studies.filter((study) => study.changedOutside).length),
  ];
}

/** @param oldest since when the oldest audit record waits to be sealed, in milliseconds, if one does */
export function sealingGauge(oldest: number | undefined, now: number): Sample {
  return sample('triage.audit.sealing_lag', {}, oldest === undefined ? 0 : Math.max(0, now - oldest) / 1000);
}

/** Files that came to an end, from the accounts. One that was superseded or erased since counts as it ended. */
export function filesCounted(counts: readonly GroupCount[]): Sample[] {
  const ended = counts.flatMap(({ state, was, reason, files }) => {
    const outcome = was ?? state;
    const hasEnded = outcome !== 'received' && outcome !== 'erased' && outcome !== 'superseded';
    return hasEnded ? [sample('triage.files', { outcome, reason }, files)] : [];
  });
  return sumOf(ended, []);
}

/** How many features of each model version left what is usual. */
export function driftGauges(all: readonly Watched[]): Sample[] {
  return [...Map.groupBy(all, ({ model }) => model)].map(([model, own]) =>
    sample('triage.drift.alarms', { model }, alarmsOf(own).length),
  );
}
