import { parseModelName } from '../../../../domain/models/modelName';
import type { PlannedVersion } from '../../../../domain/models/standingPlan';
import { ModelProblem } from '../../../../inference/manifest/modelProblem';
import { admitModel } from '../../../../inference/repository/admission';
import { missingHelper } from '../../../../inference/repository/missingHelper';
import type { KnownModel, SiteCatalogue } from '../../../../inference/repository/siteCatalogue';
import { compareVersions } from '../../../../inference/repository/versionFolders';
import { texts, words } from '../../../language/language';
import { CliError, UsageError } from '../../../terminal/errors';
import type { ModelSite } from './modelSite';

/**
 * The version that a person named, or for an id alone, the newest one in shadow.
 *
 * @throws UsageError if there is none
 */
export function targetOf(catalogue: SiteCatalogue, name: string): KnownModel {
  const { id, version } = nameOf(name);
  const versions = catalogue.models.filter((one) => one.id === id);
  const candidates =
    version === undefined
      ? versions.filter(({ standing }) => standing === 'shadow').sort(newestFirst)
      : versions.filter((one) => one.version === version);
  const [target] = candidates;
  if (target !== undefined) return target;
  const refused = catalogue.problems.find((one) => one.id === id && (version ?? one.version) === one.version);
  if (refused !== undefined)
    throw new CliError(texts.models.target.unusable(`${id} ${refused.version}`, refused.reason));
  if (versions.length === 0) throw new UsageError(texts.models.target.none(id, knownIds(catalogue)));
  const there = versions.map((one) => `${one.version} (${words.standings[one.standing]})`).join(', ');
  throw new UsageError(
    version === undefined
      ? texts.models.target.noneInShadow(id, there)
      : texts.models.target.noVersion(`${id} ${version}`, there),
  );
}

/** The model and version as typed. @throws UsageError */
export function nameOf(name: string): { readonly id: string; readonly version?: string } {
  const parsed = parseModelName(name);
  if (parsed === undefined) throw new UsageError(texts.models.target.noName(name));
  return parsed;
}

/** @throws UsageError if the version is not given */
export function versionNameOf(name: string): { readonly id: string; readonly version: string } {
  const { id, version } = nameOf(name);
  if (version === undefined) throw new UsageError(texts.models.target.whichVersion(id));
  return { id, version };
}

export function knownIds({ models }: SiteCatalogue): string {
  const ids = [...new Set(models.map(({ id }) => id))].sort();
  return ids.length === 0
    ? texts.models.target.noModels
    : texts.models.target.known(ids.join(words.listSeparator));
}

/** The form that plans need. */
export function plannedVersion({ id, version, manifest, contractSha256 }: KnownModel): PlannedVersion {
  return { id, version, sha256: manifest.file.sha256, contractSha256 };
}

/** @throws CliError if the version does not pass the gate, or a model that prepares its input is missing */
export async function assertAdmitted({ mirror, catalogue }: ModelSite, target: KnownModel): Promise<void> {
  const { id, version, directory, where, manifest } = target;
  try {
    if (where === 'container') await mirror.pullNetwork({ id, version, directory }, manifest);
    await admitModel(directory, { id, version });
  } catch (error) {
    if (!(error instanceof ModelProblem)) throw error;
    throw new CliError(texts.models.target.fails(`${id} ${version}`, error.message));
  }
  const among = catalogue.models.map((one) => ({
    ...one,
    kind: one.manifest.kind,
    isOff: one.standing === 'off',
  }));
  const missing = missingHelper(manifest, among);
  if (missing !== undefined) throw new CliError(texts.models.target.cannotRun(`${id} ${version}`, missing));
}

function newestFirst(a: KnownModel, b: KnownModel): number {
  return compareVersions(b.version, a.version);
}
