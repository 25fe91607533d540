import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ModelsCopy, promoted, shippedVersion } from '../inference/shippedModels';
import { TemporaryFolder } from '../support/temporaryFolder';
import { triageHere } from './support/triageHere';

const chest = 'chest-opacity';
const version = shippedVersion(chest);
let folder: TemporaryFolder;
let models: ModelsCopy;

beforeEach(async () => {
  folder = new TemporaryFolder();
  models = await ModelsCopy.make();
});
afterEach(async () => {
  folder.remove();
  await models.remove();
});

const check = (...args: string[]) => triageHere(['models', 'check', ...args]);

function flipOneByte(): void {
  const network = models.path(chest, 'model.onnx');
  const bytes = readFileSync(network);
  bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000);
  writeFileSync(network, bytes);
}

test('a whole folder: every check of every model, and exit status 0', async () => {
  const { code, stdout } = await check(models.directory);
  expect(code).toBe(0);
  for (const [id, shipped] of promoted) expect(stdout).toContain(`${id}/${shipped}\n  ✓ files`);
  expect(stdout).toMatch(/ {2}✓ golden {5}\d+ cases? reproduced/);
  expect(stdout).toMatch(/ {2}✓ helpers {4}.*lung-field.*: there/);
  expect(stdout).toMatch(/: admitted\.\n$/);
  expect(stdout).not.toMatch(/✗|·/);
});

test('one byte flipped: which check failed and why, what was not looked at any more, exit status 1', async () => {
  flipOneByte();
  const { code, stdout } = await check(path.join(models.directory, chest, version));
  expect(code).toBe(1);
  expect(stdout).toMatch(/ {2}✓ manifest/);
  expect(stdout).toMatch(/ {2}✗ hash {7}model\.onnx is not the file that the manifest describes/);
  expect(stdout).toMatch(/ {2}· golden {5}not checked/);
  expect(stdout).toMatch(/1 model: 1 refused\.\n$/);
});

test('a folder under any name is judged by its content; one that claims to be another version is not', async () => {
  const source = path.join(models.directory, chest, version);
  cpSync(source, folder.file('from a stranger'), { recursive: true });
  const stranger = await check(folder.file('from a stranger'));
  expect(stranger).toMatchObject({ code: 0, stdout: expect.stringContaining('✓ name') });
  cpSync(source, folder.file(`${chest}/8.8.8`), { recursive: true });
  const claim = await check(folder.file(`${chest}/8.8.8`));
  expect(claim.code).toBe(1);
  expect(claim.stdout).toContain(
    `✗ name       manifest.json: id and version are ${chest} ${version}, but the folder is`,
  );
});

test('a classifier whose helper is not in the folder', async () => {
  cpSync(path.join(models.directory, chest), folder.file(chest), { recursive: true });
  const { code, stdout } = await check(folder.path);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /✗ helpers {4}(input\.preparedBy|intendedUse\.gatedBy): the (region|gate) model .* is not loaded/,
  );
});

test('--json: one object, with every check by name', async () => {
  flipOneByte();
  const { code, stdout } = await check(models.directory, '--json');
  expect(code).toBe(1);
  const { admitted, models: reports } = JSON.parse(stdout);
  expect(admitted).toBe(false);
  const report = reports.find((one: { model: string }) => one.model === `${chest}/${version}`);
  expect(report.admitted).toBe(false);
  expect(report.checks).toContainEqual({ check: 'hash', result: 'failed', words: expect.any(String) });
  expect(report.checks).toContainEqual({ check: 'golden', result: 'skipped', words: 'not checked' });
});

test('no such folder, and a folder without models: wrong usage', async () => {
  mkdirSync(folder.file('empty'));
  const [none, empty] = await Promise.all([check(folder.file('nowhere')), check(folder.file('empty'))]);
  expect(none).toMatchObject({ code: 2, stderr: `${folder.file('nowhere')} is not a folder.\n` });
  expect(empty).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('contains no model: expected manifest.json'),
  });
});
