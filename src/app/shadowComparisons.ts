import type { ComparisonView } from '../contract/routes/modelDetail';
import { wilsonBounds } from '../domain/kernel/wilson';
import { type Side, sides } from '../domain/models/shadowComparison';
import { declared } from '../telemetry/catalogue';
import type { Sample } from '../telemetry/samples';

const answered = 'triage.shadow.answers';
const differed = 'triage.shadow.difference';
const isSide = (text: string | undefined): text is Side => sides.some((side) => side === text);

function answersIn(samples: readonly Sample[]): ComparisonView['answers'] {
  return samples.flatMap((sample) => {
    if (!('value' in sample)) return [];
    const { said, promoted } = sample.labels;
    return isSide(said) && isSide(promoted) ? [{ said, promoted, images: sample.value }] : [];
  });
}

function agreementOf(answers: ComparisonView['answers']): ComparisonView['agreement'] {
  const both = answers.filter(({ said, promoted }) => said !== 'abstained' && promoted !== 'abstained');
  const sum = (list: typeof both) => list.reduce((all, { images }) => all + images, 0);
  const [k, n] = [sum(both.filter(({ said, promoted }) => said === promoted)), sum(both)];
  return { k, n, ...wilsonBounds(k, n) };
}

function differencesIn(samples: readonly Sample[]): ComparisonView['differences'] {
  const bounds = [...(declared(differed).bounds ?? [])];
  const found = samples.find((sample) => 'counts' in sample);
  if (found === undefined) return { bounds, counts: bounds.concat(0).map(() => 0) };
  const n = found.counts.reduce((all, count) => all + count, 0);
  return { bounds, counts: [...found.counts], ...(n > 0 ? { mean: found.sum / n } : {}) };
}

/** How a version in shadow compares with those that spoke. @param samples what the site has counted */
export function comparisonsOf(samples: readonly Sample[], model: string): ComparisonView[] {
  const own = samples.filter(
    ({ metric, labels }) => labels.model === model && (metric === answered || metric === differed),
  );
  const series = Map.groupBy(own, ({ labels: { against, label } }) => JSON.stringify([against, label]));
  return [...series.values()].map((group) => {
    const { against = '', label = '' } = group[0]?.labels ?? {};
    const answers = answersIn(group);
    return { against, label, answers, agreement: agreementOf(answers), differences: differencesIn(group) };
  });
}
