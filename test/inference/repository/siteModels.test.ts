import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  emptyStanding,
  type SiteStanding,
  siteStandingSchema,
} from '../../../src/domain/models/modelStanding';
import { parseManifest } from '../../../src/inference/manifest/parseManifest';
import { ContainerMirror } from '../../../src/inference/repository/containerMirror';
import { contractSha256 } from '../../../src/inference/repository/contract';
import { modelRefOf } from '../../../src/inference/repository/modelRepository';
import { SiteModels } from '../../../src/inference/repository/siteModels';
import { hexId } from '../../domain/arbitraries';
import { TemporaryFolder } from '../../support/temporaryFolder';
import { MemoryContainer } from '../memoryContainer';
import { ModelsCopy, promoted, shippedVersion } from '../shippedModels';

const chest = 'chest-opacity';
const shipped = shippedVersion(chest);
const next = '9.9.9';

let folder: TemporaryFolder;
let models: ModelsCopy;
let container: MemoryContainer;
let seconds: number;

beforeEach(async () => {
  folder = new TemporaryFolder();
  models = await ModelsCopy.make();
  container = new MemoryContainer();
  seconds = 0;
});
afterEach(async () => {
  folder.remove();
  await models.remove();
});

/** A process that starts; the copies in the folder are those of the one before. */
const start = () =>
  new SiteModels({
    directory: models.directory,
    mirror: new ContainerMirror(container, folder.file('cache')),
    refreshSeconds: 60,
    now: () => seconds * 1000,
  });

/** Another version of the shipped classifier, which only the container holds. */
async function addToContainer(change: (manifest: Record<string, unknown>) => void = () => {}): Promise<void> {
  const other = await ModelsCopy.make();
  const directory = await other.copyAs(chest, { version: next }, change);
  await container.putFolder(directory, chest, next);
  await other.remove();
}

/** The site's word, as a command would write it. */
function say(
  version: string,
  to: 'promoted' | 'shadow' | 'off',
  more: Partial<SiteStanding['history'][number]> = {},
) {
  const start = { schemaVersion: 1 as const, models: { [chest]: { [shipped]: 'promoted' as const } } };
  const step = {
    eventId: hexId(version + to),
    at: '2026-01-01T00:00:00Z',
    by: { subject: 'alice', kind: 'cli' as const },
    change: 'promoted' as const,
    version,
    sha256: hexId('network'),
    from: 'shadow' as const,
    to,
    reason: 'because',
    ...more,
  };
  const record = { ...emptyStanding(chest, start), history: [step] };
  container.put(`standing/${chest}.json`, siteStandingSchema.parse(record));
}

const standingsOf = async (site: SiteModels) =>
  Object.fromEntries(
    (await site.current()).catalogue.models
      .filter(({ id }) => id === chest)
      .map(({ version, standing }) => [version, standing]),
  );
const problemsOf = async (site: SiteModels) =>
  (await site.current()).problems.map(({ id, reason }) => `${id}: ${reason}`);

test('an empty container changes nothing: the folder speaks as it was shipped', async () => {
  const site = start();
  expect(await standingsOf(site)).toEqual({ [shipped]: 'promoted' });
  expect(await problemsOf(site)).toEqual([]);
});

test('a version that is added runs in shadow after the refresh time, and is promoted and taken back without a restart', async () => {
  const site = start();
  const before = (await site.current()).repository.classifiers[0];
  await addToContainer();
  seconds = 59;
  expect(await standingsOf(site)).toEqual({ [shipped]: 'promoted' });
  seconds = 60;
  expect(await standingsOf(site)).toEqual({ [shipped]: 'promoted', [next]: 'shadow' });
  say(next, 'promoted');
  seconds = 120;
  expect(await standingsOf(site)).toEqual({ [shipped]: 'off', [next]: 'promoted' });
  const { classifiers } = (await site.current()).repository;
  expect(classifiers.map(({ manifest }) => manifest.version)).toEqual([next]);
  container.delete(`standing/${chest}.json`);
  seconds = 180;
  expect(await standingsOf(site)).toEqual({ [shipped]: 'promoted', [next]: 'shadow' });
  const back = (await site.current()).repository.classifiers.find(
    ({ manifest }) => manifest.version === shipped,
  );
  expect(back?.network).toBe(before?.network);
});

test('a version that was taken out is still found by those who were sent to it', async () => {
  const site = start();
  const model = (await site.current()).repository.classifiers[0] as Parameters<typeof modelRefOf>[0];
  const ref = modelRefOf(model);
  say(shipped, 'off', { change: 'retired' });
  seconds = 60;
  expect((await site.current()).repository.classifiers).toEqual([]);
  const find = async (from: SiteModels) =>
    (await from.holding(ref)).classifiers.map(({ manifest }) => manifest.version);
  expect(await find(site)).toEqual([shipped]);
  // Also by a process that never had it in use.
  expect(await find(start())).toEqual([shipped]);
  await expect(site.holding({ ...ref, sha256: hexId('other') })).resolves.toMatchObject({ classifiers: [] });
});

test('only what a model consists of is copied, and nothing outside of the folder', async () => {
  await addToContainer();
  container.put(`${chest}/${next}/../../../evil.onnx`, Buffer.from('x'));
  container.put(`${chest}/${next}/weights.bin`, Buffer.from('x'));
  container.put(`${chest}/${next}/golden/../../evil.json`, Buffer.from('x'));
  container.put('../evil/1.0.0/manifest.json', Buffer.from('{}'));
  await start().current();
  expect(container.reads.filter((name) => /evil|weights/.test(name))).toEqual([]);
  expect(existsSync(folder.file('evil.onnx'))).toBe(false);
});

test('half an upload is no model', async () => {
  await addToContainer();
  container.delete(`${chest}/${next}/manifest.json`);
  const site = start();
  expect(await standingsOf(site)).toEqual({ [shipped]: 'promoted' });
  expect(await problemsOf(site)).toEqual([]);
});

test('a copy is used again where it has the hash, and pulled anew where it has not', async () => {
  await addToContainer();
  await start().current();
  const network = `${chest}/${next}/model.onnx`;
  expect(container.reads).toContain(network);
  container.reads.length = 0;
  await start().current();
  expect(container.reads).not.toContain(network);
  await writeFile(join(folder.file('cache'), network), 'damaged');
  const site = start();
  expect(await problemsOf(site)).toEqual([]);
  expect(container.reads).toContain(network);
});

test('a network in the container that is not what its manifest says is refused', async () => {
  await addToContainer();
  container.put(`${chest}/${next}/model.onnx`, Buffer.from('something else'));
  expect(await problemsOf(start())).toEqual([
    expect.stringMatching(/^chest-opacity: model\.onnx is not the file that the manifest describes/),
  ]);
});

test('copies are for nobody else; a folder that is a link is not used', async () => {
  await start().current();
  expect((await stat(folder.file('cache'))).mode & 0o077).toBe(0);
  await mkdir(folder.file('elsewhere'));
  await symlink(folder.file('elsewhere'), folder.file('link'));
  const site = new SiteModels({
    directory: models.directory,
    mirror: new ContainerMirror(container, folder.file('link')),
    refreshSeconds: 60,
  });
  expect(await problemsOf(site)).toEqual([
    expect.stringMatching(
      /^models container: the folder for copies .* cannot be used, .*TRIAGE_MODELS_CACHE$/,
    ),
  ]);
  expect((await site.current()).repository.classifiers).toHaveLength(1);
});

test('the same model in both places is one; another one under its name is refused', async () => {
  const directory = models.path(chest, '.');
  await container.putFolder(join(directory), chest, shipped);
  expect(await problemsOf(start())).toEqual([]);
  const manifest = JSON.parse(await readFile(models.path(chest, 'manifest.json'), 'utf8'));
  manifest.intendedUse.minimumAgeYears += 1;
  container.put(`${chest}/${shipped}/manifest.json`, manifest);
  const site = start();
  expect(await problemsOf(site)).toEqual([
    expect.stringMatching(/^chest-opacity: the models container holds another model under this name/),
  ]);
  expect((await site.current()).repository.classifiers).toHaveLength(1);
});

test('a container that cannot be read: the folder still speaks, and the next look makes it good', async () => {
  say(next, 'promoted');
  await addToContainer();
  container.failure = Object.assign(new Error(), { code: 'ECONNREFUSED' });
  const site = start();
  expect(await standingsOf(site)).toEqual({ [shipped]: 'promoted' });
  expect(await problemsOf(site)).toEqual([
    'models container: it cannot be read (ECONNREFUSED); what was known of it before still holds',
  ]);
  container.failure = undefined;
  seconds = 2;
  expect(await standingsOf(site)).toEqual({ [shipped]: 'off', [next]: 'promoted' });
  expect(await problemsOf(site)).toEqual([]);
});

test('a container that cannot be read: a process that starts goes by what the one before knew', async () => {
  say(next, 'promoted');
  await addToContainer();
  await start().current();
  container.failure = Object.assign(new Error(), { statusCode: 403 });
  const site = start();
  expect(await standingsOf(site)).toEqual({ [shipped]: 'off', [next]: 'promoted' });
  expect((await site.current()).repository.classifiers).toHaveLength(1);
});

test('a version whose thresholds are not those that were promoted is not run', async () => {
  const manifest = parseManifest(await readFile(models.path(chest, 'manifest.json'), 'utf8'));
  say(shipped, 'promoted', { contractSha256: contractSha256(manifest) });
  expect(await problemsOf(start())).toEqual([]);
  await models.changeManifest(chest, (changed) => {
    (changed.intendedUse as { minimumAgeYears: number }).minimumAgeYears += 1;
  });
  const site = start();
  expect(await problemsOf(site)).toEqual([
    expect.stringMatching(
      /^chest-opacity: it is not the model that was promoted on 2026-01-01: .* publish the change/,
    ),
  ]);
  expect((await site.current()).repository.classifiers).toEqual([]);
});

test('a title or a measurement may be written later', async () => {
  const manifest = parseManifest(await readFile(models.path(chest, 'manifest.json'), 'utf8'));
  say(shipped, 'promoted', { contractSha256: contractSha256(manifest) });
  await models.changeManifest(chest, (changed) => Object.assign(changed, { title: 'Other', evaluation: [] }));
  expect(await problemsOf(start())).toEqual([]);
});

test('a promoted version that lies nowhere, and nobody who speaks, are problems and not silence', async () => {
  await addToContainer();
  say('5.5.5', 'promoted');
  expect(await problemsOf(start())).toEqual([
    expect.stringMatching(/^chest-opacity: it is promoted, but lies neither in the models folder nor/),
    expect.stringMatching(/^models: none that looks at images is promoted/),
  ]);
});

test('a damaged record of what a model may do: none of its versions runs', async () => {
  container.put(`standing/${chest}.json`, { schemaVersion: 1, id: chest });
  const site = start();
  expect(await standingsOf(site)).toEqual({ [shipped]: 'off' });
  expect(await problemsOf(site)).toContainEqual(
    expect.stringMatching(
      /^standing\/chest-opacity\.json: .*until it is restored no version of chest-opacity is run$/,
    ),
  );
});

test('a lighter build and its original: who was promoted last speaks, the other is off', async () => {
  const version = shippedVersion(chest);
  await models.copyAs(chest, { as: 'chest-light', version }, (manifest) => {
    const { sha256 } = manifest.file as { sha256: string };
    const costs = [
      {
        label: 'lung-opacity',
        dataset: 'a set',
        n: 1,
        aucDifference: { value: 0, low: 0, high: 0 },
        flipped: { value: 0, low: 0, high: 1, n: 1 },
      },
    ];
    manifest.variantOf = { id: chest, version, sha256, precision: 'int8', costs };
  });
  const record = emptyStanding('chest-light', undefined);
  container.put('standing/chest-light.json', { ...record, start: { [version]: 'promoted' } });
  say(shipped, 'promoted');
  const site = start();
  expect(await standingsOf(site)).toEqual({ [shipped]: 'promoted' });
  const { standings } = (await site.current()).repository;
  expect(standings?.get(`chest-light@${version}`)).toBe('off');
});

test('a model that is put into the folder is seen without a restart', async () => {
  const site = start();
  await site.current();
  await models.copyAs(chest, { version: next });
  seconds = 60;
  expect(await standingsOf(site)).toEqual({ [shipped]: 'promoted', [next]: 'shadow' });
  expect((await site.current()).catalogue.models.length).toBe(promoted.size + 1);
});
