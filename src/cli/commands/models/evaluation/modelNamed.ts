import { type ModelName, ModelNotLoadedError, parseModelName } from '../../../../domain/models/modelName';
import type { EvaluationReport } from '../../../../inference/evaluation/reportSchema';
import type { ClassifierManifest } from '../../../../inference/manifest/manifest';
import {
  gateOf,
  type ModelRepository,
  modelRefOf,
  preparingRegion,
} from '../../../../inference/repository/modelRepository';
import { namedModel } from '../../../../inference/repository/namedModel';
import { texts } from '../../../language/language';
import { UsageError } from '../../../terminal/errors';

/** A classifier named on the command line, with the repository that it runs in. */
export interface NamedModel {
  readonly name: Required<ModelName>;
  readonly manifest: ClassifierManifest;
}

/** @throws UsageError that says why there is no such classifier: refused, of another kind, or unknown */
export function modelNamed(repository: ModelRepository, text: string): NamedModel {
  const wanted = parseModelName(text);
  if (wanted === undefined) throw new UsageError(texts.evaluate.noName(text));
  const helper = [...repository.regions, ...repository.gates].find(
    ({ manifest }) => manifest.id === wanted.id,
  );
  if (helper !== undefined) throw new UsageError(texts.evaluate.helper(wanted.id, helper.manifest.kind));
  const refused = repository.problems.find(
    ({ id, version }) => id === wanted.id && (wanted.version ?? version) === version,
  );
  try {
    const { manifest } = namedModel(repository, wanted);
    return { name: { id: manifest.id, version: manifest.version }, manifest };
  } catch (error) {
    if (!(error instanceof ModelNotLoadedError)) throw error;
    const why = refused && texts.evaluate.notAdmitted(`${refused.id} ${refused.version}`, refused.reason);
    throw new UsageError(why ?? error.message);
  }
}

/** The region and gate models that take part when a classifier runs. */
export function helpersOf(
  repository: ModelRepository,
  manifest: ClassifierManifest,
): EvaluationReport['helpers'] {
  const [region, gate] = [preparingRegion(repository.regions, manifest), gateOf(repository.gates, manifest)];
  return [
    ...(region ? [{ kind: 'region' as const, ...modelRefOf(region) }] : []),
    ...(gate ? [{ kind: 'gate' as const, ...modelRefOf(gate) }] : []),
  ];
}
