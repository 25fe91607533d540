import path from 'node:path';
import { planAddition } from '../../../domain/models/standingPlan';
import type { ModelManifest } from '../../../inference/manifest/manifest';
import { ModelProblem } from '../../../inference/manifest/modelProblem';
import { admitModel } from '../../../inference/repository/admission';
import { contractSha256 } from '../../../inference/repository/contract';
import { familyOf } from '../../../inference/repository/family';
import { modelFiles, readModelFile } from '../../../inference/repository/modelFolder';
import { texts, words } from '../../language/language';
import { CliError } from '../../terminal/errors';
import { assertFolder } from './check';
import {
  type ChangeableSite,
  carryOut,
  type ModelSite,
  type SiteChoice,
  withModelSite,
} from './support/modelSite';
import { print } from './support/outcome';

interface AddOptions extends SiteChoice {
  readonly because: string;
}

/** `triage models add`: adds a model to the site's container, where it starts in shadow. */
export async function add(directory: string, options: AddOptions): Promise<void> {
  assertFolder(directory);
  const manifest = await admittedManifest(path.resolve(directory));
  await withModelSite(options, async (site) => {
    assertNew(site, manifest);
    await publish(site, path.resolve(directory), manifest, options.because);
    print([
      texts.models.add.done(`${manifest.id} ${manifest.version}`),
      texts.models.add.toPromote(`${manifest.id}@${manifest.version}`),
      texts.models.change.whenSeen,
    ]);
  });
}

async function admittedManifest(directory: string): Promise<ModelManifest> {
  try {
    return (await admitModel(directory)).manifest;
  } catch (error) {
    if (!(error instanceof ModelProblem)) throw error;
    throw new CliError(texts.models.add.fails(error.message));
  }
}

/** @throws CliError if the site already has this version */
function assertNew({ catalogue }: ModelSite, manifest: ModelManifest): void {
  const { id, version } = manifest;
  const known = catalogue.models.find((one) => one.id === id && one.version === version);
  const refused = catalogue.problems.find((one) => one.id === id && one.version === version);
  if (known === undefined && refused === undefined) return;
  const said = texts.models.add;
  const name = `${id} ${version}`;
  if (known === undefined) throw new CliError(said.unused(name, refused?.reason ?? ''));
  const place = said.places[known.where];
  throw new CliError(
    known.contractSha256 === contractSha256(manifest)
      ? said.lies(name, place, words.standings[known.standing])
      : said.another(name, place),
  );
}

/**
 * The audit record is written first. The manifest is written last; until then nobody sees the model. If this
 * is interrupted, running the same command again completes it.
 *
 * @throws CliError if somebody else added the version at the same time
 */
async function publish(
  site: ChangeableSite,
  directory: string,
  manifest: ModelManifest,
  reason: string,
): Promise<void> {
  const { id, version, file } = manifest;
  const { modelContainer } = site.store;
  const target = { id, version, sha256: file.sha256, contractSha256: contractSha256(manifest) };
  await carryOut(site, planAddition(familyOf(site.catalogue, id), target, reason));
  for (const { name } of await modelFiles(directory)) {
    const isOther = name === 'manifest.json' || (name.endsWith('.onnx') && name !== file.name);
    if (!isOther) await modelContainer.put(`${id}/${version}/${name}`, await readModelFile(directory, name));
  }
  const text = await readModelFile(directory, 'manifest.json');
  if (!(await modelContainer.create(`${id}/${version}/manifest.json`, text)))
    throw new CliError(texts.models.add.meanwhile(`${id} ${version}`));
}
