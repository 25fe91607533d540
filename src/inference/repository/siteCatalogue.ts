import {
  boundContract,
  emptyStanding,
  lastStepOf,
  type ModelStanding,
  promotedVersion,
  type ShippedStanding,
  type Standing,
  siteStandingSchema,
  speakerOf,
  standingAfter,
  standingOf,
} from '../../domain/models/modelStanding';
import type { ModelManifest } from '../manifest/manifest';
import { ModelProblem } from '../manifest/modelProblem';
import { readManifest } from './admission';
import type { ContainerMirror } from './containerMirror';
import { contractSha256 } from './contract';
import type { RefusedModel } from './modelRepository';
import { parseStanding, readShippedStanding } from './shippedStanding';
import { compareVersions, versionFolders } from './versionFolders';

/** A version in the repository with a readable manifest; its network has not been examined. */
export interface KnownModel {
  readonly id: string;
  readonly version: string;
  readonly where: 'folder' | 'container';
  readonly directory: string;
  readonly manifest: ModelManifest;
  readonly contractSha256: string;
  /** Its standing. */
  readonly standing: Standing;
  /** Since when, if the site set it. */
  readonly since?: string;
}

/** Everything in the models folder and in the site's container, with the standing of each. */
export interface SiteCatalogue {
  readonly models: readonly KnownModel[];
  readonly standings: ReadonlyMap<string, ModelStanding>;
  readonly shipped: ShippedStanding | undefined;
  readonly problems: readonly RefusedModel[];
}

type Found = Omit<KnownModel, 'standing' | 'since'>;

/** Reads manifests and standings. Whatever cannot be read becomes a problem; the rest is available. */
export async function readCatalogue(directory: string, mirror?: ContainerMirror): Promise<SiteCatalogue> {
  const problems: RefusedModel[] = [];
  const attempt = async <T>(id: string, version: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ModelProblem)) throw error;
      problems.push({ id, version, reason: error.message });
      return undefined;
    }
  };
  const folders = (await attempt('all', '', () => versionFolders(directory))) ?? [];
  const found: Found[] = [];
  for (const { id, version } of folders) {
    const one = await attempt(id, version, () =>
      find(`${directory}/${id}/${version}`, 'folder', id, version),
    );
    if (one) found.push(one);
  }
  for (const { id, version, directory: copy } of (await mirror?.versions()) ?? []) {
    const one = await attempt(id, version, async () =>
      unlike(found, await find(copy, 'container', id, version)),
    );
    if (one) found.push(one);
  }
  const shipped = await attempt('standing.json', '', () => readShippedStanding(directory));
  const standings = await readStandings(shipped, found, mirror, problems);
  const models = found
    .flatMap((one) => withStanding(one, found, standings, problems))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : compareVersions(a.version, b.version)));
  problems.push(...missingPromotions(found, standings));
  return { models, standings, shipped, problems };
}

/** The models of which at most one may speak: the original and all builds of it, including this one. */
export function familyIds(models: readonly Pick<KnownModel, 'id' | 'manifest'>[], id: string): string[] {
  const root = rootOf(models, id);
  const ids = models.filter((one) => rootOf(models, one.id) === root).map((one) => one.id);
  return [...new Set([id, ...ids])];
}

function rootOf(models: readonly Pick<KnownModel, 'id' | 'manifest'>[], id: string): string {
  const build = models.find(
    ({ id: known, manifest }) => known === id && manifest.kind === 'classifier' && manifest.variantOf,
  );
  return build?.manifest.kind === 'classifier' ? (build.manifest.variantOf?.id ?? id) : id;
}

async function find(directory: string, where: Found['where'], id: string, version: string): Promise<Found> {
  const manifest = await readManifest(directory);
  if (manifest.id !== id || manifest.version !== version)
    throw new ModelProblem(
      `manifest.json: id and version are ${manifest.id} ${manifest.version}, but the folder is ${id}/${version}`,
    );
  return { id, version, where, directory, manifest, contractSha256: contractSha256(manifest) };
}

/**
 * A version in both places counts once if both are the same; otherwise only the folder's counts. @throws
 * ModelProblem
 */
function unlike(found: readonly Found[], one: Found): Found | undefined {
  const twin = found.find(({ id, version }) => id === one.id && version === one.version);
  if (twin === undefined) return one;
  if (twin.contractSha256 === one.contractSha256) return undefined;
  throw new ModelProblem(
    'the models container holds another model under this name than the models folder, whose model is used; ' +
      'publish the other one under a version of its own',
  );
}

async function readStandings(
  shipped: ShippedStanding | undefined,
  found: readonly Found[],
  mirror: ContainerMirror | undefined,
  problems: RefusedModel[],
): Promise<Map<string, ModelStanding>> {
  const records = (await mirror?.standings()) ?? new Map<string, string>();
  const ids = [...Object.keys(shipped?.models ?? {}), ...found.map(({ id }) => id), ...records.keys()];
  return new Map(
    [...new Set(ids)].sort().map((id) => {
      const text = records.get(id);
      if (text === undefined) return [id, standingAfter(emptyStanding(id, shipped))];
      try {
        return [id, standingAfter(parseStanding(`standing/${id}.json`, text, siteStandingSchema))];
      } catch (error) {
        const reason = `${(error as Error).message}; until it is restored no version of ${id} is run`;
        problems.push({ id: `standing/${id}.json`, version: '', reason });
        return [id, allOff(id, found)];
      }
    }),
  );
}

function allOff(id: string, found: readonly Found[]): ModelStanding {
  const versions = found.filter((one) => one.id === id).map(({ version }) => [version, 'off'] as const);
  return { id, versions: Object.fromEntries(versions), line: [], history: [] };
}

/** Empty if the site's record is about another version. */
function withStanding(
  one: Found,
  found: readonly Found[],
  standings: ReadonlyMap<string, ModelStanding>,
  problems: RefusedModel[],
): KnownModel[] {
  const { id, version } = one;
  const model = standings.get(id) as ModelStanding;
  const bound = boundContract(model, version);
  if (bound !== undefined && bound.contractSha256 !== one.contractSha256) {
    const reason =
      `it is not the model that was ${bound.change} on ${bound.at.slice(0, 10)}: its network, thresholds or intended ` +
      'use were changed since; restore the files, or publish the change as a new version';
    problems.push({ id, version, reason });
    return [];
  }
  const since = lastStepOf(model, version)?.at;
  const standing = effective(standingOf(model, version), id, found, standings);
  return [{ ...one, standing, ...(since === undefined ? {} : { since }) }];
}

/** Of two promoted models that must not speak together, the one that was promoted last speaks. */
function effective(
  standing: Standing,
  id: string,
  found: readonly Found[],
  standings: ReadonlyMap<string, ModelStanding>,
): Standing {
  if (standing !== 'promoted') return standing;
  const family = familyIds(found, id).flatMap((member) => standings.get(member) ?? []);
  return speakerOf(family)?.id === id ? 'promoted' : 'off';
}

function missingPromotions(
  found: readonly Found[],
  standings: ReadonlyMap<string, ModelStanding>,
): RefusedModel[] {
  return [...standings.values()].flatMap((model) => {
    const version = promotedVersion(model);
    const isThere = found.some((one) => one.id === model.id && one.version === version);
    if (version === undefined || isThere) return [];
    const reason =
      'it is promoted, but lies neither in the models folder nor in the models container; add it again, or promote another';
    return [{ id: model.id, version, reason }];
  });
}
