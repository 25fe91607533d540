/**
 * The models that this process may use. The calls that the rest of the application makes:
 *
 *     new SiteModels(options).current(): Promise<SiteView>                                 (siteModels.ts)
 *     loadModelRepository(directory: string): Promise<ModelRepository>                     (this file)
 *     routeImage(repository, facts: ImageFacts): RoutingDecision[]                         (routing.ts)
 *     analyse(repository, modelRef, examination): Promise<AnalysisWithHeatMaps>            (analyse.ts)
 */
import { join } from 'node:path';
import type { ModelRef } from '../../domain/models/analysis';
import { type Standing, standings as standingNames, unspoken } from '../../domain/models/modelStanding';
import type { ClassifierManifest, GateManifest, ModelManifest, RegionManifest } from '../manifest/manifest';
import { ModelProblem } from '../manifest/modelProblem';
import { admitModel, type LoadedModel } from './admission';
import { missingHelper, parsePin } from './missingHelper';
import { readShippedStanding } from './shippedStanding';
import { compareVersions, versionFolders } from './versionFolders';

/** A folder whose model was not admitted, and why, in one line. */
export interface RefusedModel {
  readonly id: string;
  readonly version: string;
  readonly reason: string;
}

export interface ModelRepository {
  readonly classifiers: readonly LoadedModel<ClassifierManifest>[];
  /** Among those with the same id, the preferred one comes first: the promoted version, else the newest. */
  readonly regions: readonly LoadedModel<RegionManifest>[];
  readonly gates: readonly LoadedModel<GateManifest>[];
  readonly problems: readonly RefusedModel[];
  /** Each version's standing, by `id@version`; one that is not named is shadow. */
  readonly standings?: ReadonlyMap<string, Standing>;
  /** SHA-256 in hex of the folder's `standing.json`; absent: there is none. */
  readonly shippedStandingSha256?: string;
}

/**
 * Loads every `<id>/<version>/` of a folder that holds a manifest or a network, whatever its standing. A
 * model that is not admitted becomes a problem; the others still load. A classifier whose region or gate
 * model is missing is a problem too.
 *
 * @throws ModelProblem if the folder itself, or its statement of standings, cannot be read
 */
export async function loadModelRepository(directory: string): Promise<ModelRepository> {
  const folders = await versionFolders(directory);
  const { loaded, problems } = await admitEach(folders, (model) =>
    admitModel(join(directory, model.id, model.version), model),
  );
  const shipped = await readShippedStanding(directory);
  const standings = Object.entries(shipped?.models ?? {}).flatMap(([id, versions]) =>
    Object.entries(versions).map(([version, standing]) => [`${id}@${version}`, standing] as const),
  );
  return assembleRepository(loaded, problems, new Map(standings));
}

/** Admits models beside each other. @returns those admitted and the problems of the others, each in order */
export async function admitEach<M extends Omit<RefusedModel, 'reason'>>(
  models: readonly M[],
  admit: (model: M) => Promise<LoadedModel>,
): Promise<{ loaded: LoadedModel[]; problems: RefusedModel[] }> {
  const outcomes = await Promise.allSettled(models.map(admit));
  const loaded: LoadedModel[] = [];
  const problems: RefusedModel[] = [];
  for (const [at, outcome] of outcomes.entries()) {
    const { id, version } = models[at] as M;
    if (outcome.status === 'fulfilled') loaded.push(outcome.value);
    else if (outcome.reason instanceof ModelProblem)
      problems.push({ id, version, reason: outcome.reason.message });
    else throw outcome.reason;
  }
  return { loaded, problems };
}

/** Assembles admitted models: classifiers only with the models that prepare their input. */
export function assembleRepository(
  loaded: readonly LoadedModel[],
  problems: readonly RefusedModel[],
  standings: ReadonlyMap<string, Standing>,
): ModelRepository {
  const helpers = {
    regions: byPreference(loaded.filter(isRegion), standings),
    gates: byPreference(loaded.filter(isGate), standings),
  };
  const unready = unreadyAmong(
    loaded.filter(isClassifier),
    [...helpers.regions, ...helpers.gates],
    standings,
  );
  const refused = [...unready].map(
    ([
      {
        manifest: { id, version },
      },
      reason,
    ]) => ({ id, version, reason }),
  );
  const classifiers = loaded.filter(isClassifier).filter((model) => !unready.has(model));
  return { classifiers, ...helpers, problems: [...problems, ...refused], standings };
}

export function modelRefOf({ manifest }: { manifest: ModelManifest }): ModelRef {
  return { id: manifest.id, version: manifest.version, sha256: manifest.file.sha256 };
}

/** The standing of a version. */
export function standingIn(
  { standings }: Pick<ModelRepository, 'standings'>,
  { id, version }: Pick<ModelRef, 'id' | 'version'>,
): Standing {
  return standings?.get(`${id}@${version}`) ?? unspoken;
}

/** The region model that prepares the input of `model`; undefined if it needs none. */
export function preparingRegion(
  regions: readonly LoadedModel<RegionManifest>[],
  { input }: ClassifierManifest,
): LoadedModel<RegionManifest> | undefined {
  return named(regions, input.preparedBy);
}

/** The gate model that a picture has to pass before `model` sees it; undefined if it needs none. */
export function gateOf(
  gates: readonly LoadedModel<GateManifest>[],
  { intendedUse }: ClassifierManifest,
): LoadedModel<GateManifest> | undefined {
  return named(gates, intendedUse.gatedBy);
}

/** The first model that the pin matches: they are in order of preference. */
function named<M extends ModelManifest>(
  models: readonly LoadedModel<M>[],
  pin: string | undefined,
): LoadedModel<M> | undefined {
  if (pin === undefined) return undefined;
  const { id, version } = parsePin(pin);
  return models.find(
    ({ manifest }) => manifest.id === id && (version === undefined || manifest.version === version),
  );
}

function byPreference<M extends ModelManifest>(
  models: readonly LoadedModel<M>[],
  standings: ReadonlyMap<string, Standing>,
): LoadedModel<M>[] {
  const rank = ({ manifest }: LoadedModel<M>) => standingNames.indexOf(standingIn({ standings }, manifest));
  return [...models].sort(
    (a, b) => rank(a) - rank(b) || compareVersions(b.manifest.version, a.manifest.version),
  );
}

function unreadyAmong(
  classifiers: readonly LoadedModel<ClassifierManifest>[],
  helpers: readonly LoadedModel[],
  standings: ReadonlyMap<string, Standing>,
): Map<LoadedModel, string> {
  const among = helpers.map(({ manifest: { id, version, kind } }) => {
    return { id, version, kind, isOff: standingIn({ standings }, { id, version }) === 'off' };
  });
  return new Map(
    classifiers.flatMap((model) => {
      const reason = missingHelper(model.manifest, among);
      return reason === undefined ? [] : [[model, reason] as const];
    }),
  );
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
