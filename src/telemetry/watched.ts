import { joined } from '../domain/drift/days';
import {
  abstentionGroups,
  agreementGroups,
  type Feature,
  manufacturerGroups,
  viewGroups,
} from '../domain/drift/features';
import { type Observed, sameSeries } from '../domain/drift/watch';
import type { Sample } from './samples';

type Metric = Sample['metric'];

/** Metrics whose buckets are the groups of a feature. */
const histograms: Partial<Record<Metric, Feature>> = {
  'triage.score': 'score',
  'triage.input.brightness': 'brightness',
  'triage.input.size': 'size',
};

/** Metrics of which one label has the group. */
const counters: Partial<
  Record<Metric, { readonly feature: Feature; readonly label: string; readonly groups: readonly string[] }>
> = {
  'triage.input.views': { feature: 'view', label: 'view', groups: viewGroups },
  'triage.input.manufacturers': {
    feature: 'manufacturer',
    label: 'manufacturer',
    groups: manufacturerGroups,
  },
  'triage.reviews': { feature: 'agreement', label: 'place', groups: agreementGroups },
};

function abstentionOf(sample: Sample & { readonly value: number }): readonly number[] {
  const said = sample.labels.outcome === 'abstained' ? 'abstained' : 'answered';
  return abstentionGroups.map((group) => (group === said ? sample.value : 0));
}

function observedIn(sample: Sample): Omit<Observed, 'model'> | undefined {
  const { metric, labels } = sample;
  if ('counts' in sample) {
    const feature = histograms[metric];
    const { label } = labels;
    return feature && { feature, ...(label === undefined ? {} : { label }), counts: sample.counts };
  }
  if (metric === 'triage.analyses') return { feature: 'abstention', counts: abstentionOf(sample) };
  const counter = counters[metric];
  if (counter === undefined) return undefined;
  const { feature, label, groups } = counter;
  return { feature, counts: groups.map((group) => (labels[label] === group ? sample.value : 0)) };
}

/** What was counted of the features that are watched; each series once. */
export function observedOf(samples: readonly Sample[]): Observed[] {
  const all: Observed[] = [];
  for (const sample of samples) {
    const { model } = sample.labels;
    const found = observedIn(sample);
    if (model === undefined || found === undefined) continue;
    const observed = { model, ...found };
    const at = all.findIndex((one) => sameSeries(one, observed));
    const known = all[at];
    if (known === undefined) all.push(observed);
    else all[at] = { ...known, counts: joined([known.counts, observed.counts]) };
  }
  return all;
}
