/**
 * The models that this process may use. The calls that the rest of the application makes:
 *
 *     loadModelRepository(directory: string): Promise<ModelRepository>                     (this file)
 *     routeImage(repository, facts: ImageFacts): RoutingDecision[]                         (routing.ts)
 *     analyse(repository, modelRef, { display, modality }): Promise<AnalysisWithHeatMaps>  (analyse.ts)
 */
import { join } from 'node:path';
import type { ModelRef } from '../domain/analysis';
import { admitModel, type LoadedModel } from './admission';
import type { ClassifierManifest, GateManifest, ModelManifest, RegionManifest } from './manifest';
import { ModelProblem } from './modelProblem';
import { compareVersions, versionFolders } from './versionFolders';

/** A folder whose model was not admitted, and why, in one line. */
export interface RefusedModel {
  readonly id: string;
  readonly version: string;
  readonly reason: string;
}

export interface ModelRepository {
  readonly classifiers: readonly LoadedModel<ClassifierManifest>[];
  readonly regions: readonly LoadedModel<RegionManifest>[];
  readonly gates: readonly LoadedModel<GateManifest>[];
  readonly problems: readonly RefusedModel[];
}

/**
 * Loads every `<id>/<version>/` of a folder that holds a manifest or a network. A model that is not admitted becomes a
 * problem; the others still load. A classifier whose region or gate model is missing is a problem too.
 *
 * @throws ModelProblem where the folder itself cannot be read
 */
export async function loadModelRepository(directory: string): Promise<ModelRepository> {
  const loaded: LoadedModel[] = [];
  const problems: RefusedModel[] = [];
  for (const { id, version } of await versionFolders(directory)) {
    try {
      loaded.push(await admitModel(join(directory, id, version), { id, version }));
    } catch (error) {
      if (!(error instanceof ModelProblem)) throw error;
      problems.push({ id, version, reason: error.message });
    }
  }
  const helpers = { regions: loaded.filter(isRegion), gates: loaded.filter(isGate) };
  const [ready, unready] = splitByHelpers(loaded.filter(isClassifier), helpers);
  return { classifiers: ready, ...helpers, problems: [...problems, ...unready] };
}

/** What a record says of the model that was used. */
export function modelRefOf({ manifest }: { manifest: ModelManifest }): ModelRef {
  return { id: manifest.id, version: manifest.version, sha256: manifest.file.sha256 };
}

/** The region model that prepares the input of `model`: its newest version; undefined where it needs none. */
export function preparingRegion(
  regions: readonly LoadedModel<RegionManifest>[],
  { input }: ClassifierManifest,
): LoadedModel<RegionManifest> | undefined {
  return newestOf(regions, input.preparedBy);
}

/** The gate model that a picture has to pass before `model` sees it: its newest version; undefined where it needs none. */
export function gateOf(
  gates: readonly LoadedModel<GateManifest>[],
  { intendedUse }: ClassifierManifest,
): LoadedModel<GateManifest> | undefined {
  return newestOf(gates, intendedUse.gatedBy);
}

function newestOf<M extends ModelManifest>(
  models: readonly LoadedModel<M>[],
  id: string | undefined,
): LoadedModel<M> | undefined {
  return models
    .filter(({ manifest }) => manifest.id === id)
    .sort((a, b) => compareVersions(b.manifest.version, a.manifest.version))[0];
}

function splitByHelpers(
  classifiers: LoadedModel<ClassifierManifest>[],
  helpers: Pick<ModelRepository, 'regions' | 'gates'>,
): [LoadedModel<ClassifierManifest>[], RefusedModel[]] {
  const unready = classifiers.flatMap(({ manifest }) => {
    const reason = missingHelper(manifest, helpers);
    return reason === undefined ? [] : [{ id: manifest.id, version: manifest.version, reason }];
  });
  return [classifiers.filter(({ manifest }) => missingHelper(manifest, helpers) === undefined), unready];
}

function missingHelper(
  manifest: ClassifierManifest,
  { regions, gates }: Pick<ModelRepository, 'regions' | 'gates'>,
): string | undefined {
  const { preparedBy } = manifest.input;
  const { gatedBy } = manifest.intendedUse;
  if (preparedBy !== undefined && preparingRegion(regions, manifest) === undefined)
    return `input.preparedBy: the region model "${preparedBy}" is not loaded`;
  if (gatedBy !== undefined && gateOf(gates, manifest) === undefined)
    return `intendedUse.gatedBy: the gate model "${gatedBy}" is not loaded`;
  return undefined;
}

function isRegion(model: LoadedModel): model is LoadedModel<RegionManifest> {
  return model.manifest.kind === 'region';
}

function isGate(model: LoadedModel): model is LoadedModel<GateManifest> {
  return model.manifest.kind === 'gate';
}

function isClassifier(model: LoadedModel): model is LoadedModel<ClassifierManifest> {
  return model.manifest.kind === 'classifier';
}
