import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BlobServiceClient, ContainerSASPermissions } from '@azure/storage-blob';
import { storageAccount } from '../support/storageAccount';
import { triageHere } from './support/triageHere';

let folder: string;
let connectionString: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'triage-test-'));
  connectionString = await storageAccount();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an upload can be repeated: what is there is not sent again; names of files do not travel', async () => {
  const images = path.join(folder, 'images', 'Meier^Hans');
  mkdirSync(images, { recursive: true });
  const contents = ['one', 'two', 'three'];
  for (const content of contents) writeFileSync(path.join(images, `Meier-${content}.dcm`), content);
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('drop');
  const args = ['upload', path.join(folder, 'images'), '--container', 'drop'];
  const environment = { AzureWebJobsStorage: connectionString };

  const early = await triageHere(args, environment);
  expect(early).toMatchObject({ code: 1, stdout: '' });
  expect(early.stderr).toMatch(/^The account has no container "drop": create it, or name another one/);

  await container.create();
  const first = await triageHere(args, environment);
  expect(first).toMatchObject({ code: 0 });
  expect(first.stdout).toMatch(/^3 files in [\d.]+ s: 3 sent \(\d+ kB\), 0 already there\.\n$/);
  writeFileSync(path.join(images, 'late.dcm'), 'four');
  const second = await triageHere(args, environment);
  expect(second.stdout).toMatch(/: 1 sent \(\d+ kB\), 3 already there\.\n$/);

  const names: string[] = [];
  for await (const { name } of container.listBlobsFlat()) names.push(name);
  const expected = [...contents, 'four'].map(
    (text) => `${createHash('sha256').update(text).digest('hex')}.dcm`,
  );
  expect(names.sort()).toEqual(expected.sort());
});

test('the first folder below the named one is the source, unless it may be the name of a person', async () => {
  const root = path.join(folder, 'export');
  const files = ['CR2/2026/a.dcm', 'DX 1/b.dcm', 'Meier^Hans/c.dcm', 'd.dcm'];
  for (const file of files) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), file);
  }
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('sources');
  await container.create();
  const environment = { AzureWebJobsStorage: connectionString };
  const { stderr } = await triageHere(['upload', root, '--container', 'sources'], environment);
  expect(stderr).toContain('Sources, by the names of folders: CR2, DX 1, export.');
  expect(stderr).toContain('Folders that may be named after people: 1.');
  expect(stderr).not.toContain('Meier');
  const sources: (string | undefined)[] = [];
  for await (const { name } of container.listBlobsFlat())
    sources.push(name.includes('/') ? name.split('/')[0] : undefined);
  expect(sources.sort()).toEqual(['CR2', 'DX 1', 'export', undefined]);
  const named = await triageHere(
    ['upload', path.join(root, 'd.dcm'), '--container', 'sources', '--source', 'a/b'],
    environment,
  );
  expect(named).toMatchObject({ code: 2 });
});

test('whoever may only write sends files, and what is there is not sent again', async () => {
  const images = path.join(folder, 'blind');
  mkdirSync(images);
  for (const content of ['one', 'two']) writeFileSync(path.join(images, `${content}.dcm`), content);
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('blind');
  await container.create();
  const sas = await container.generateSasUrl({
    permissions: ContainerSASPermissions.parse('acw'),
    expiresOn: new Date(Date.now() + 3_600_000),
  });
  const { origin, pathname, search } = new URL(sas);
  const account = `${origin}${pathname.replace(/\/blind$/, '')}`;
  const environment = {
    AzureWebJobsStorage: `BlobEndpoint=${account};SharedAccessSignature=${search.slice(1)}`,
  };
  const args = ['upload', images, '--container', 'blind'];

  const first = await triageHere(args, environment);
  expect(first).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/: 2 sent .*, 0 already there\.\n$/),
  });
  const second = await triageHere(args, environment);
  expect(second).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/: 0 sent .*, 2 already there\.\n$/),
  });
});
