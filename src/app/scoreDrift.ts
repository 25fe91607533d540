import { parseReport } from '../inference/evaluation/reportSchema';
import { modelFiles, readModelFile } from '../inference/repository/modelFolder';
import { populationStability } from '../telemetry/drift';
import { type HistogramSample, type Sample, sample } from '../telemetry/samples';

/** A version of a model in the repository. */
interface KnownVersion {
  readonly id: string;
  readonly version: string;
  readonly directory: string;
}

/** The scores for one label on one list on which the model was evaluated, in bins of equal width. */
interface Reference {
  readonly label: string;
  /** The list's title. */
  readonly list: string;
  readonly counts: readonly number[];
}

/**
 * How far scores are from those of each evaluation that came with the model (`evaluation/*.json`). Of the
 * questions that a list asks about a label, the one with the most files counts. The evaluations are read once
 * for each version.
 *
 * @param versions the models of the site
 */
export function createScoreDrift(versions: () => Promise<readonly KnownVersion[]>) {
  const known = new Map<string, Promise<readonly Reference[]>>();
  const referencesOf = (directory: string) => {
    const found = known.get(directory) ?? readReferences(directory);
    known.set(directory, found);
    return found;
  };
  return async (scores: readonly HistogramSample[]): Promise<Sample[]> => {
    const models = await versions();
    const drifts = scores.map(async ({ labels: { model, label }, counts }) => {
      const version = models.find(({ id, version }) => `${id}@${version}` === model);
      if (version === undefined) return [];
      const references = (await referencesOf(version.directory)).filter((one) => one.label === label);
      return references.flatMap(({ list, counts: reference }) => {
        const drift = populationStability(reference, counts);
        return drift === undefined
          ? []
          : [sample('triage.score.drift', { model, label, reference: list }, drift)];
      });
    });
    return (await Promise.all(drifts)).flat();
  };
}

async function readReferences(directory: string): Promise<Reference[]> {
  const names = (await modelFiles(directory))
    .map(({ name }) => name)
    .filter((name) => /^evaluation\//.test(name));
  const references: Reference[] = [];
  for (const name of names) {
    const { list, answers } = parseReport((await readModelFile(directory, name)).toString('utf8'));
    for (const [label, asked] of Map.groupBy(answers, ({ question }) => question.label)) {
      const [{ histogram }] = asked.toSorted((a, b) => b.n - a.n) as [(typeof asked)[0]];
      const counts = histogram.positives.map((count, bin) => count + (histogram.negatives[bin] ?? 0));
      references.push({ label, list: list.title, counts });
    }
  }
  return references;
}
