import type { ModelRef } from '../../domain/models/analysis';
import type { ModelManifest } from '../manifest/manifest';
import { ModelProblem } from '../manifest/modelProblem';
import { admitModel, type LoadedModel } from './admission';
import type { ContainerMirror, MirroredVersion } from './containerMirror';
import { fileHashes, networkHash, shippedStandingHash } from './fileHashes';
import { folderFingerprint } from './folderFingerprint';
import { helperPins, parsePin } from './missingHelper';
import {
  admitEach,
  assembleRepository,
  type ModelRepository,
  type RefusedModel,
  standingIn,
} from './modelRepository';
import { type KnownModel, readCatalogue, type SiteCatalogue } from './siteCatalogue';
import { waitAtMost } from './waitAtMost';

export interface SiteModelsOptions {
  /** The models folder. */
  readonly directory: string;
  /** The site's container; absent if there is none. */
  readonly mirror?: ContainerMirror;
  readonly refreshSeconds: number;
  /** Milliseconds of any monotonic clock. */
  readonly now?: () => number;
}

/** The site's models at one moment. */
export interface SiteView {
  readonly repository: ModelRepository;
  readonly catalogue: SiteCatalogue;
  /** Every model that is not used as intended, and why. `version` is empty if the problem concerns the repository. */
  readonly problems: readonly RefusedModel[];
}

/** If the container could not be read, the next caller tries again after this time. */
const retryMilliseconds = 2_000;

/**
 * The models of a site, from its folder and its container, kept up to date: a request refreshes the view if
 * it is old enough. Unchanged models keep their process, and images that were routed to a removed version can
 * still find it.
 */
export class SiteModels {
  private view: SiteView | undefined;
  private seen: string | undefined;
  /** Why the container cannot be read. */
  private unreachable: RefusedModel | undefined;
  /** Why the container cannot be copied. */
  private noCopies: RefusedModel | undefined;
  /** Something is missing that the next refresh may find. */
  private incomplete = false;
  private nextLook = 0;
  private looking: Promise<void> | undefined;
  private readonly admitted = new Map<string, LoadedModel>();

  constructor(private readonly options: SiteModelsOptions) {}

  /** @returns the models as they were at most `refreshSeconds` ago, as far as the container can be read */
  async current(): Promise<SiteView> {
    if (this.view === undefined) await this.lookOnce();
    else if (this.clock() >= this.nextLook) await waitAtMost(this.lookOnce());
    const view = this.view as unknown as SiteView;
    const here = [this.unreachable, this.noCopies].filter((problem) => problem !== undefined);
    return { ...view, problems: [...view.problems, ...here] };
  }

  /** The current models, plus this one with what prepares its input, even if it has been removed since. */
  async holding(wanted: ModelRef): Promise<ModelRepository> {
    const { repository, catalogue } = await this.current();
    const isWanted = ({ manifest: { id, version, file } }: Pick<LoadedModel, 'manifest'>) =>
      id === wanted.id && version === wanted.version && file.sha256 === wanted.sha256;
    if (repository.classifiers.some(isWanted)) return repository;
    const known = catalogue.models.filter(isWanted);
    const taken = known.length > 0 ? await this.admitAll(withHelpers(known, catalogue), []) : [];
    const kept = taken.some(isWanted) ? taken : [...this.admitted.values()].filter(isWanted);
    const others = [...repository.classifiers, ...repository.regions, ...repository.gates];
    const all = [...new Set([...others, ...kept, ...taken])];
    return assembleRepository(all, repository.problems, repository.standings ?? new Map());
  }

  private clock(): number {
    return (this.options.now ?? (() => performance.now()))();
  }

  private lookOnce(): Promise<void> {
    this.looking ??= this.look().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async look(): Promise<void> {
    const listed = await this.lookAtContainer();
    const seen = `${listed} ${await folderFingerprint(this.options.directory)}`;
    if (this.view === undefined || (listed !== undefined && seen !== this.seen)) {
      this.incomplete = listed === undefined;
      this.view = await this.load();
      this.seen = this.incomplete ? undefined : seen;
    }
    const { refreshSeconds } = this.options;
    this.nextLook = this.clock() + (this.seen === seen ? refreshSeconds * 1000 : retryMilliseconds);
  }

  /** Identifies the contents of the container; undefined if it cannot be read: the models then stay as they are. */
  private async lookAtContainer(): Promise<string | undefined> {
    const { mirror } = this.options;
    if (mirror === undefined) return '';
    try {
      const listed = await mirror.look();
      if (this.seen === undefined || !this.seen.startsWith(listed)) await this.pull(mirror);
      this.unreachable = undefined;
      return listed;
    } catch (error) {
      const reason = `it cannot be read (${codeOf(error)}); what was known of it before still holds`;
      this.unreachable = { id: 'models container', version: '', reason };
      return undefined;
    }
  }

  private async pull(mirror: ContainerMirror): Promise<void> {
    this.noCopies = undefined;
    try {
      await mirror.pull();
    } catch (error) {
      if (!(error instanceof ModelProblem)) throw error;
      this.noCopies = { id: 'models container', version: '', reason: error.message };
    }
  }

  private async load(): Promise<SiteView> {
    const { directory, mirror } = this.options;
    const catalogue = await readCatalogue(directory, mirror);
    const problems: RefusedModel[] = [];
    const run = catalogue.models.filter(({ standing }) => standing !== 'off');
    const loaded = await this.admitAll(withHelpers(run, catalogue), problems);
    const standings = catalogue.models.map(
      ({ id, version, standing }) => [`${id}@${version}`, standing] as const,
    );
    const shippedStandingSha256 = await shippedStandingHash(directory);
    const repository = {
      ...assembleRepository(loaded, problems, new Map(standings)),
      ...(shippedStandingSha256 === undefined ? {} : { shippedStandingSha256 }),
    };
    const all = [...catalogue.problems, ...repository.problems, ...nobodySpeaks(repository, catalogue)];
    return { repository, catalogue, problems: all };
  }

  private async admitAll(models: readonly KnownModel[], problems: RefusedModel[]): Promise<LoadedModel[]> {
    const admitted = await admitEach(models, (model) => this.admit(model));
    problems.push(...admitted.problems);
    return admitted.loaded;
  }

  private async admit({
    id,
    version,
    where,
    directory,
    manifest,
    contractSha256,
  }: KnownModel): Promise<LoadedModel> {
    const key = `${id}@${version}#${contractSha256}`;
    const known = this.admitted.get(key);
    // What only describes the model may have changed since.
    if (known !== undefined)
      return { ...known, manifest, files: await fileHashes(directory, networkHash(manifest)) };
    if (where === 'container') await this.pullNetwork({ id, version, directory }, manifest);
    const loaded = await admitModel(directory, { id, version });
    this.admitted.set(key, loaded);
    return loaded;
  }

  private async pullNetwork(version: MirroredVersion, manifest: ModelManifest): Promise<void> {
    try {
      await this.options.mirror?.pullNetwork(version, manifest);
    } catch (error) {
      if (error instanceof ModelProblem) throw error;
      this.incomplete = true;
      throw new ModelProblem(`it cannot be pulled from the models container (${codeOf(error)})`, {
        cause: error,
      });
    }
  }
}

/** These models, and the versions that they name to prepare their input or as their gate. */
function withHelpers(models: readonly KnownModel[], { models: all }: SiteCatalogue): KnownModel[] {
  const named = models.flatMap(({ manifest }) =>
    helperPins(manifest).flatMap(({ pin }) => {
      const { id, version } = parsePin(pin);
      return all.filter((one) => one.id === id && one.version === version);
    }),
  );
  return [...new Set([...models, ...named])];
}

/** Whether a site has classifiers and has switched all of them off. */
export function allOff(models: readonly KnownModel[]): boolean {
  const classifiers = models.filter(({ manifest }) => manifest.kind === 'classifier');
  return classifiers.length > 0 && classifiers.every(({ standing }) => standing === 'off');
}

/**
 * The problem that no classifier may speak, if that is the site's own setting; refused models are reported on
 * their own.
 */
function nobodySpeaks(repository: ModelRepository, { models }: SiteCatalogue): RefusedModel[] {
  const { classifiers } = repository;
  if (classifiers.length === 0 && !allOff(models)) return [];
  if (classifiers.some(({ manifest }) => standingIn(repository, manifest) === 'promoted')) return [];
  const reason =
    'none that looks at images is promoted, so every image is listed as not analysed; promote one with: triage models promote ID';
  return [{ id: 'models', version: '', reason }];
}

function codeOf(error: unknown): string {
  const { code, statusCode, name } = error as { code?: unknown; statusCode?: unknown; name?: unknown };
  return (
    [code, statusCode, name]
      .find((clue) => typeof clue === 'string' || typeof clue === 'number')
      ?.toString() ?? 'failed'
  );
}
