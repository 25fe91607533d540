import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { reportText } from '../../src/cli/commands/audit/support/verificationReport';
import { verifyPlace } from '../../src/cli/commands/audit/support/verifyPlace';
import { FolderTree } from '../../src/cli/site/folderTree';
import { named } from '../audit/logTools';
import type { MemoryTree } from '../audit/memoryLog';
import { signer, site } from '../audit/site';

let folder: string;
let tree: MemoryTree;

beforeAll(async () => {
  tree = await site(4243, 8);
});

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'verify-unreadable-'));
  for (const [name, bytes] of tree.blobs) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const id = '[0-9a-f]{64}';

const kinds: readonly RegExp[] = [
  new RegExp(`^arrivals/${id}\\.json$`),
  new RegExp(`^identity/${id}/salt\\.json$`),
  /^identity\/.+\/unnamed\.json$/,
  new RegExp(`^results/arrivals/${id}\\.json$`),
  new RegExp(`^results/images/${id}\\.json$`),
  new RegExp(`^results/studies/${id}\\.json$`),
  /\/v1\.json$/,
  /\/refusal\.json$/,
  /\/image\.json$/,
  /^audit\/settings\//,
];

const bytes: Readonly<Record<string, Buffer>> = {
  'no JSON': Buffer.from('['),
  'JSON of another kind': Buffer.from('{"schemaVersion":77}'),
  'a list': Buffer.from('[[]]'),
  'no bytes': Buffer.alloc(0),
  'bytes that are no text': Buffer.from([0xff, 0xfe, 0x7b, 0xc3, 0x28, 0x7d]),
};

const nameOf = (kind: RegExp) => named(tree, '').find((name) => kind.test(name)) as string;

test.each(Object.keys(bytes))('one file of each kind that holds %s: each is named', async (what) => {
  for (const kind of kinds) writeFileSync(path.join(folder, nameOf(kind)), bytes[what] as Buffer);
  const found = await placesFound();
  for (const kind of kinds) expect(found).toContain(nameOf(kind));
});

test.each(['a folder', 'a folder with a file in it', 'a link that leads nowhere'])(
  'the place of one file of each kind is taken by %s: each is named as unreadable',
  async (what) => {
    for (const kind of kinds) {
      const place = path.join(folder, nameOf(kind));
      rmSync(place);
      if (what.startsWith('a link')) symlinkSync(place, place);
      else mkdirSync(place);
      if (what.endsWith('in it')) writeFileSync(path.join(place, 'file'), '{}');
    }
    const found = await placesFound('unreadable');
    for (const kind of kinds) expect(found).toContain(nameOf(kind));
  },
);

test('no name in the folder writes to the terminal anything but letters', async () => {
  const name = '\u001b[2JSound';
  const version = path.join(folder, 'models', name, '1.0.0');
  mkdirSync(version, { recursive: true });
  writeFileSync(path.join(version, 'manifest.json'), '{}');
  const place = { tree: new FolderTree(folder), storage: undefined, folder };
  const report = await verifyPlace(place, { key: signer.key.text, inputs: true });
  expect(report.models.notNamed).toEqual([`${name}@1.0.0`]);
  expect(reportText(report)).toMatch(/^Models .*\uFFFD\[2JSound@1\.0\.0$/m);
  expect(reportText(report)).not.toContain('\u001b');
});

async function placesFound(only?: string): Promise<string[]> {
  const place = { tree: new FolderTree(folder), storage: undefined, folder };
  const { faults } = await verifyPlace(place, { key: signer.key.text, inputs: true });
  return faults.filter(({ code }) => only === undefined || code === only).map(({ where }) => where);
}
