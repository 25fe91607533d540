import { createHash } from 'node:crypto';
import { cp, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadModelRepository, preparingRegion } from '../../../src/inference/repository/modelRepository';
import { onnxModel } from '../../support/onnxBuilder';
import { ModelsCopy, promoted, shippedModels, shippedVersion } from '../shippedModels';

/** x + w with its weights in ../../weights.bin, written by the onnx package. */
const externalData = Buffer.from(
  'CAg6aQoOCgF4CgF3EgF5IgNBZGQSAWcqKggBCAIQAUIBd2odCghsb2NhdGlvbhIRLi4vLi4vd2VpZ2h0cy5iaW5wAVoTCgF4Eg4KDAgBEggKAggBCgIIAmITCgF5Eg4KDAgBEggKAggBCgIIAkIECgAQEQ==',
  'base64',
);
/** x + w with its weights inside. */
const otherNetwork = Buffer.from(
  'CAg6UgoOCgF4CgF3EgF5IgNBZGQSAWcqEwgBCAIQAUIBd0oIAACAPwAAAEBaEwoBeBIOCgwIARIICgIIAQoCCAJiEwoBeRIOCgwIARIICgIIAQoCCAJCBAoAEBE=',
  'base64',
);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const chest = 'chest-opacity';

let models: ModelsCopy;
beforeEach(async () => {
  models = await ModelsCopy.make();
});
afterEach(() => models.remove());

/** The one problem of the damaged copy; everything that is not damaged must have loaded. */
async function onlyProblem(): Promise<string> {
  const repository = await loadModelRepository(models.directory);
  expect(repository.problems).toHaveLength(1);
  const { classifiers, regions, gates } = repository;
  expect(classifiers.length + regions.length + gates.length).toBe(promoted.size - 1);
  return repository.problems[0]?.reason ?? '';
}

test('the shipped models are admitted: hashes, signatures and golden cases hold', async () => {
  const repository = await loadModelRepository(shippedModels);
  expect(repository.problems).toEqual([]);
  expect(repository.classifiers.map(({ manifest }) => manifest.id)).toContain(chest);
  expect(repository.regions.map(({ manifest }) => manifest.id)).toContain('lung-field');
});

test('a model has one session in a process, however often it is loaded', async () => {
  const [first, second] = await Promise.all([
    loadModelRepository(shippedModels),
    loadModelRepository(shippedModels),
  ]);
  expect(first.classifiers[0]?.network).toBe(second.classifiers[0]?.network);
});

test('one flipped bit in the middle of the weights is refused, in one line that says what to do', async () => {
  const bytes = await readFile(models.path(chest, 'model.onnx'));
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
  await models.replaceNetwork(chest, bytes);
  const reason = await onlyProblem();
  expect(reason).toMatch(
    /^model\.onnx is not the file that the manifest describes .*; restore the file, or publish/,
  );
  expect(reason).not.toContain('\n');
});

test('external data is refused before the runtime sees the file', async () => {
  await models.replaceNetwork(chest, externalData, sha256(externalData));
  expect(await onlyProblem()).toContain('keeps weights in other files');
});

test('a network that decides itself how long it runs is refused before the runtime sees it, unless it is asked for', async () => {
  const flag = { name: 'flag', shape: [], type: 'bool' } as const;
  const endless = onnxModel({
    inputs: [{ name: 'x', shape: [1] }],
    outputs: [{ name: 'y', shape: [1] }],
    nodes: [
      {
        op: 'Loop',
        inputs: ['', '', 'x'],
        outputs: ['y'],
        attributes: {
          body: {
            graph: {
              inputs: [
                { name: 'round', shape: [], type: 'int64' },
                { ...flag, name: 'on' },
                { name: 'v', shape: [1] },
              ],
              outputs: [
                { ...flag, name: 'still' },
                { name: 'w', shape: [1] },
              ],
              nodes: [
                { op: 'Identity', inputs: ['on'], outputs: ['still'] },
                { op: 'Identity', inputs: ['v'], outputs: ['w'] },
              ],
            },
          },
        },
      },
    ],
  });
  await models.replaceNetwork(chest, endless, sha256(endless));
  expect(await onlyProblem()).toMatch(
    /^model\.onnx decides itself how long it runs \(Loop\); .*"controlFlow": true/,
  );
  await models.changeManifest(chest, (manifest) =>
    Object.assign(manifest.file as object, { controlFlow: true }),
  );
  expect(await onlyProblem()).toMatch(/^input\.name: expected the network's only input, which is x/);
});

test('another network under an honest hash is refused by its signature', async () => {
  await models.replaceNetwork(chest, otherNetwork, sha256(otherNetwork));
  expect(await onlyProblem()).toBe(`input.name: expected the network's only input, which is x, got "lungs"`);
});

test('an input of another size is refused with both shapes', async () => {
  await models.changeManifest(chest, (manifest) => Object.assign(manifest.input as object, { width: 224 }));
  expect(await onlyProblem()).toBe(
    'input: the manifest describes a tensor of 1x2x160x224, the network expects batchx2x160x160',
  );
});

test('a label too few is refused', async () => {
  await models.changeManifest(chest, (manifest) => (manifest.labels as unknown[]).pop());
  expect(await onlyProblem()).toMatch(/^labels: expected \d, as many as the network has scores, got \d$/);
});

test('an output that the network does not have is named', async () => {
  await models.changeManifest('lung-field', (manifest) =>
    Object.assign(manifest.outputs as object, { mask: { name: 'lungs', kind: 'logits' } }),
  );
  const { problems } = await loadModelRepository(models.directory);
  expect(problems.map(({ reason }) => reason)).toEqual([
    'outputs.mask.name: the network has no output "lungs", only lung_field',
    expect.stringMatching(/^input\.preparedBy: the region model "lung-field(@.+)?" is not loaded$/),
  ]);
});

test('golden cases that do not reproduce are refused', async () => {
  const path = models.path(chest, 'golden/cases.json');
  const golden = JSON.parse(await readFile(path, 'utf8'));
  golden.cases[0].outputs.logits.at[0][1] += 0.01;
  await writeFile(path, JSON.stringify(golden));
  expect(await onlyProblem()).toMatch(
    /^golden case "seed 1": output "logits"\[0\] is .+, recorded was .+ ± 0\.0001$/,
  );
});

test('a model without golden cases is refused', async () => {
  await rm(models.path(chest, 'golden'), { recursive: true });
  expect(await onlyProblem()).toMatch(/^cannot read .*cases\.json: ENOENT$/);
});

test('thresholds that were chosen for another network are refused', async () => {
  await models.changeManifest(chest, (manifest) => {
    const [label] = manifest.labels as { operatingPoint: { boundTo: string } }[];
    if (label) label.operatingPoint.boundTo = '0'.repeat(64);
  });
  expect(await onlyProblem()).toContain(
    'labels.0.operatingPoint.boundTo: the threshold was chosen for another network',
  );
});

test('a folder under another name is refused', async () => {
  const version = shippedVersion('lung-field');
  await cp(join(models.directory, 'lung-field', version), join(models.directory, 'lung-field', '9.9.9'), {
    recursive: true,
  });
  const { problems, regions } = await loadModelRepository(models.directory);
  expect(problems).toEqual([
    {
      id: 'lung-field',
      version: '9.9.9',
      reason: `manifest.json: id and version are lung-field ${version}, but the folder is lung-field/9.9.9`,
    },
  ]);
  expect(regions).toHaveLength(1);
});

test('standing.json says what each version may do; one that it does not name is shadow', async () => {
  await models.copyAs(chest, { version: '9.9.9' });
  const { standings } = await loadModelRepository(models.directory);
  expect(standings?.get(`${chest}@${shippedVersion(chest)}`)).toBe('promoted');
  expect(standings?.has(`${chest}@9.9.9`)).toBe(false);
});

test('a standing.json that promotes two versions of a model is refused by its key', async () => {
  await models.writeStanding({ [chest]: { '1.0.0': 'promoted', '2.0.0': 'promoted' } });
  await expect(loadModelRepository(models.directory)).rejects.toThrow(
    `standing.json: models.${chest}: expected one promoted version at most`,
  );
});

test('of two versions of a helper the promoted one is used; a classifier may name the other', async () => {
  await models.copyAs('lung-field', { version: '9.9.9' });
  const find = async () => {
    const { classifiers, regions } = await loadModelRepository(models.directory);
    const model = classifiers.find(({ manifest }) => manifest.id === chest) as (typeof classifiers)[0];
    return preparingRegion(regions, model.manifest)?.manifest.version;
  };
  const pin = (name: string) =>
    models.changeManifest(chest, (manifest) => Object.assign(manifest.input as object, { preparedBy: name }));
  await pin('lung-field');
  expect(await find()).toBe(shippedVersion('lung-field'));
  await pin('lung-field@9.9.9');
  expect(await find()).toBe('9.9.9');
  await models.writeStanding({ 'lung-field': { [shippedVersion('lung-field')]: 'off' } });
  await pin('lung-field');
  expect(await find()).toBe('9.9.9');
});

test('a helper that is off is not used by whoever names no version', async () => {
  await models.changeManifest(chest, (manifest) =>
    Object.assign(manifest.input as object, { preparedBy: 'lung-field' }),
  );
  await models.writeStanding({ 'lung-field': { [shippedVersion('lung-field')]: 'off' } });
  expect(await onlyProblem()).toBe(
    'input.preparedBy: every version of the region model "lung-field" is off; promote one',
  );
});

test('a link that leads out of the folder is refused', async () => {
  const path = models.path(chest, 'model.onnx');
  const elsewhere = join(models.directory, 'elsewhere.onnx');
  await rename(path, elsewhere);
  await symlink(elsewhere, path);
  expect(await onlyProblem()).toMatch(/^model\.onnx is a link that leads out of the model's folder/);
});

test('a golden folder that is a link leads out too', async () => {
  const path = models.path(chest, 'golden');
  await rename(path, join(models.directory, 'golden'));
  await symlink(join(models.directory, 'golden'), path);
  expect(await onlyProblem()).toMatch(/^golden is a link that leads out/);
});

test('files that are larger than such files may be are refused before they are read', async () => {
  await truncate(models.path(chest, 'model.onnx'), 2 ** 30 + 1);
  expect(await onlyProblem()).toBe('model.onnx has 1025 MiB, expected 1024 at most');
});

test('a tolerance that lets everything through is refused', async () => {
  const path = models.path(chest, 'golden/cases.json');
  const golden = JSON.parse(await readFile(path, 'utf8'));
  golden.cases[0].tolerance = 1e9;
  await writeFile(path, JSON.stringify(golden));
  expect(await onlyProblem()).toMatch(/^golden\/cases\.json: cases\.0\.tolerance: /);
});

test('a network without a manifest is a problem, not silence', async () => {
  await rm(models.path(chest, 'manifest.json'));
  expect(await onlyProblem()).toMatch(/^cannot read .*manifest\.json: ENOENT$/);
});

test('a model folder that is not there is one clear line', async () => {
  await expect(loadModelRepository('/nowhere/models')).rejects.toThrow(
    'cannot read the model folder /nowhere/models: ENOENT',
  );
});
