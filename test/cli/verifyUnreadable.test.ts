import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
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

/** What an auditor is told of a file that was damaged by other bytes; one that cannot be opened is unreadable. */
const kinds: readonly [string, RegExp, string][] = [
  ['an arrival', new RegExp(`^arrivals/${id}\\.json$`), 'unreadable'],
  ['the salt of a study', new RegExp(`^identity/${id}/salt\\.json$`), 'unreadable'],
  ['an outcome', new RegExp(`^results/arrivals/${id}\\.json$`), 'unreadable'],
  ['the result of an image', new RegExp(`^results/images/${id}\\.json$`), 'unreadable'],
  ['a study', new RegExp(`^results/studies/${id}\\.json$`), 'unreadable'],
  ['a version of a study', /\/v1\.json$/, 'unreadable'],
  ['the record of a refusal', /\/refusal\.json$/, 'unreadable'],
  ['the description of an image', /\/image\.json$/, 'content-changed'],
  ['a settings document', /^audit\/settings\//, 'settings-changed'],
];

const bytes: Readonly<Record<string, Buffer>> = {
  'no JSON': Buffer.from('['),
  'JSON of another kind': Buffer.from('{"schemaVersion":77}'),
  'a list': Buffer.from('[[]]'),
  'no bytes': Buffer.alloc(0),
  'bytes that are no text': Buffer.from([0xff, 0xfe, 0x7b, 0xc3, 0x28, 0x7d]),
};

describe.each(kinds)('%s', (_kind, pattern, code) => {
  const nameOf = () => named(tree, '').find((name) => pattern.test(name)) as string;

  test.each(Object.keys(bytes))('that holds %s is named, and the rest is verified', async (what) => {
    writeFileSync(path.join(folder, nameOf()), bytes[what] as Buffer);
    expect(await faultsWith(code)).toContain(nameOf());
  });

  test.each(['a folder', 'a folder with a file in it', 'a link that leads nowhere'])(
    'whose place is taken by %s is named, and the rest is verified',
    async (what) => {
      const place = path.join(folder, nameOf());
      rmSync(place);
      if (what.startsWith('a link')) symlinkSync(place, place);
      else mkdirSync(place);
      if (what.endsWith('in it')) writeFileSync(path.join(place, 'file'), '{}');
      const found = await placesOf();
      expect(found.some(({ where }) => where.startsWith(nameOf()))).toBe(true);
      expect(found.map(({ where }) => where)).toContain(other);
    },
  );
});

/** Something else that is wrong, at the end of what is verified. */
const other = 'results/studies/planted.json';

async function placesOf() {
  const planted = 'e'.repeat(64);
  writeFileSync(path.join(folder, `results/arrivals/${planted}.json`), '{}');
  const place = { tree: new FolderTree(folder), storage: undefined, folder };
  const { faults } = await verifyPlace(place, { key: signer.key.text, inputs: true });
  return faults.map(({ code, where }) => ({
    code,
    where: where === `results/arrivals/${planted}.json` ? other : where,
  }));
}

async function faultsWith(code: string): Promise<string[]> {
  const found = await placesOf();
  expect(found.map(({ where }) => where)).toContain(other);
  return found.filter((fault) => fault.code === code).map(({ where }) => where);
}
