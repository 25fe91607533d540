import path from 'node:path';
import { openMirror } from '../../../../app/siteModels';
import type { SiteKey } from '../../../../domain/kernel/identifiers/ids';
import { StandingChangedError } from '../../../../domain/models/modelStanding';
import { PlanError, type PlannedStep } from '../../../../domain/models/standingPlan';
import { ModelProblem } from '../../../../inference/manifest/modelProblem';
import type { ContainerMirror } from '../../../../inference/repository/containerMirror';
import { readCatalogue, type SiteCatalogue } from '../../../../inference/repository/siteCatalogue';
import { createChangeStandings } from '../../../../operations/models/changeStandings';
import { appFolder } from '../../../../places/places';
import { dataAccountIn, type StorageSettings } from '../../../../settings/accounts';
import { modelSettings } from '../../../../settings/settings';
import type { AuditRecords } from '../../../../storage/audit/auditRecords';
import { openRecords, openUnchecked, type UncheckedStore } from '../../../../storage/store';
import { texts } from '../../../language/language';
import { localActor } from '../../../site/localActor';
import { modelsCacheIn } from '../../../site/localSite';
import { withLocalStorage } from '../../../site/localStorage';
import { requiredSiteKey } from '../../../site/siteKeyFor';
import { openStorage, type StorageChoice, storageSettingsOf } from '../../../site/storageAccess';
import { CliError } from '../../../terminal/errors';

/** The site that a command works on. */
export interface SiteChoice extends StorageChoice {
  readonly data?: string;
  readonly models?: string;
}

/** A site's models, as read by a command. */
export interface ModelSite {
  readonly store: UncheckedStore;
  readonly mirror: ContainerMirror;
  readonly catalogue: SiteCatalogue;
}

type UseSite = (site: ModelSite, storage: StorageSettings) => Promise<void>;

/** A site whose models can be changed. */
export interface ChangeableSite extends ModelSite {
  readonly records: AuditRecords;
}

/**
 * Opens the site's storage, whether the site is running or not, and reads its models for a change.
 *
 * @throws CliError if the site's key is not available
 */
export async function withModelSite(
  choice: SiteChoice,
  use: (site: ChangeableSite) => Promise<void>,
): Promise<void> {
  const siteKey = siteKeyOf(choice);
  await withSiteToRead(choice, ({ store, mirror, catalogue }, storage) =>
    use({ store, mirror, catalogue, records: openRecords({ storage, siteKey }) }),
  );
}

async function withSiteToRead(choice: SiteChoice, use: UseSite): Promise<void> {
  if (choice.data === undefined) {
    const storage = storageSettingsOf(choice, process.env);
    await openStorage(storage, 'models');
    return useSite(storage, choice, use);
  }
  await withLocalStorage(path.resolve(choice.data), (connectionString) =>
    useSite({ kind: 'connection-string', connectionString }, choice, use),
  );
}

/** What a site has; if no storage is named, what a site would start with from the models folder alone. */
export async function withCatalogue(
  choice: SiteChoice,
  use: (catalogue: SiteCatalogue) => Promise<void>,
): Promise<void> {
  if (choice.data ?? choice.connection ?? choice.account ?? dataAccountIn(process.env))
    return withSiteToRead(choice, ({ catalogue }) => use(catalogue));
  await use(await readCatalogue(folderOf(choice)));
}

/** The app's own models folder. */
function folderOf({ models }: SiteChoice): string {
  const { modelsDirectory } = modelSettings(process.env, appFolder);
  return models === undefined ? modelsDirectory : path.resolve(models);
}

async function useSite(storage: StorageSettings, choice: SiteChoice, use: UseSite): Promise<void> {
  const store = openUnchecked({ storage, incomingContainer: 'incoming' });
  if (!(await store.modelContainer.exists())) throw new CliError(texts.models.site.noContainer);
  const { modelsCache } = modelSettings(process.env, appFolder);
  const mirror = openMirror(
    choice.data === undefined ? modelsCache : modelsCacheIn(choice.data),
    store.modelContainer,
  );
  await mirror.look();
  try {
    await mirror.pull();
    await use({ store, mirror, catalogue: await readCatalogue(folderOf(choice), mirror) }, storage);
  } catch (error) {
    throw inOneLine(error);
  }
}

/** Every record carries a MAC under a key derived from it. */
function siteKeyOf({ data }: SiteChoice): SiteKey {
  return requiredSiteKey(data, process.env, texts.models.site.needsKey);
}

/** Turns errors that a person can act on into one-line errors. */
function inOneLine(error: unknown): unknown {
  if (error instanceof PlanError || error instanceof StandingChangedError)
    return new CliError(texts.models.site.nothingChanged(error.message), undefined, { cause: error });
  if (error instanceof ModelProblem) return new CliError(`${error.message}.`, undefined, { cause: error });
  return error;
}

/** Records the steps and applies them. */
export async function carryOut(
  { store, records: audit, catalogue }: ChangeableSite,
  steps: readonly PlannedStep[],
): Promise<void> {
  const now = () => new Date().toISOString();
  const { modelContainer: standings } = store;
  const changeStandings = createChangeStandings({ audit, standings, shipped: catalogue.shipped, now });
  await changeStandings(steps, localActor());
}
