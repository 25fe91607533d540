import { createHash } from 'node:crypto';
import {
  manifestFile,
  manifestNoteFile,
  manifestText,
  signManifest,
} from '../../../src/audit/proof/fileManifest';
import { verifyFiles } from '../../../src/audit/verify/verifyFiles';
import { createRandom } from '../../../src/cli/synthetic/random';
import { MemoryTree, testSigner } from '../memoryLog';

const signer = testSigner();
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

type Folder = Map<string, Buffer>;

async function exported(content: Record<string, string>, signed = true): Promise<Folder> {
  const files: Folder = new Map(Object.entries(content).map(([name, text]) => [name, Buffer.from(text)]));
  const manifest = manifestText(new Map([...files].map(([name, bytes]) => [name, sha256(bytes)])));
  files.set(manifestFile, Buffer.from(manifest));
  if (signed) files.set(manifestNoteFile, Buffer.from(await signManifest(manifest, signer)));
  return files;
}

async function checked(files: Folder, isWanted?: (name: string) => boolean) {
  const { same, isSigned, faults } = await verifyFiles(new MemoryTree(files), signer.key, isWanted);
  return { same, isSigned, faults: faults.map(({ code, where }) => `${code} ${where}`) };
}

const content = { 'audit/checkpoint': 'a', 'results/x.json': '{}', 'models/a/1.0.0/MODEL_CARD.md': '# card' };

test('a folder that nobody touched: every file is the one that was exported', async () => {
  expect(await checked(await exported(content))).toMatchObject({ same: 3, isSigned: true, faults: [] });
  expect(await checked(await exported(content, false))).toMatchObject({
    same: 3,
    isSigned: false,
    faults: [],
  });
  expect(await checked(await exported({}))).toMatchObject({ same: 0, isSigned: true, faults: [] });
});

describe('what was done to the folder is found', () => {
  const attacks: [string, (files: Folder) => unknown, string[]][] = [
    [
      'a byte is changed',
      (files) => files.set('results/x.json', Buffer.from('{ ')),
      ['file-changed results/x.json'],
    ],
    ['a file is removed', (files) => files.delete('audit/checkpoint'), ['file-missing audit/checkpoint']],
    [
      'a file is added',
      (files) => files.set('results/y.json', Buffer.from('{}')),
      ['file-added results/y.json'],
    ],
    [
      'a file is given another name',
      (files) => {
        files.set('results/z.json', files.get('results/x.json') as Buffer);
        files.delete('results/x.json');
      },
      ['file-added results/z.json', 'file-missing results/x.json'],
    ],
    ['the manifest is removed', (files) => files.delete(manifestFile), [`bad-manifest ${manifestFile}`]],
    [
      'the manifest is emptied',
      (files) => files.set(manifestFile, Buffer.from('x')),
      [`bad-manifest ${manifestFile}`],
    ],
    [
      'a file and its line in the manifest are changed',
      (files) => {
        const [before, after] = ['{}', '{ '].map((text) => sha256(Buffer.from(text))) as [string, string];
        files.set('results/x.json', Buffer.from('{ '));
        files.set(manifestFile, Buffer.from(String(files.get(manifestFile)).replace(before, after)));
      },
      [`bad-manifest ${manifestNoteFile}`],
    ],
    [
      'the manifest is signed with another key',
      async (files) => {
        const note = await signManifest(String(files.get(manifestFile)), testSigner());
        files.set(manifestNoteFile, Buffer.from(note));
      },
      [`bad-manifest ${manifestNoteFile}`],
    ],
  ];

  test.each(attacks)('%s', async (_what, attack, faults) => {
    const files = await exported(content);
    await attack(files);
    expect((await checked(files)).faults).toEqual(faults);
  });

  test('the manifest and its signature are those of another export', async () => {
    const [files, other] = [await exported(content), await exported({ ...content, 'results/x.json': '[]' })];
    for (const name of [manifestFile, manifestNoteFile]) files.set(name, other.get(name) as Buffer);
    expect(await checked(files)).toMatchObject({ isSigned: true, faults: ['file-changed results/x.json'] });
  });

  test('any bit of any file, of the manifest and of its signature', async () => {
    const files = await exported(content);
    const random = createRandom(7);
    for (const [name, bytes] of files) {
      const places =
        bytes.length < 20
          ? [...bytes.keys()]
          : Array.from({ length: 60 }, () => Math.floor(random.next() * bytes.length));
      for (const place of places) {
        const changed = Buffer.from(bytes);
        changed[place] = (changed[place] as number) ^ (1 << Math.floor(random.next() * 8));
        const { faults } = await checked(new Map(files).set(name, changed));
        expect([name, place, faults[0]]).toEqual([name, place, expect.any(String)]);
      }
    }
  });
});

test('files that are not wanted are not read; only whether they are there', async () => {
  const files = await exported({ ...content, 'inputs/a': 'pixels' });
  files.set('inputs/a', Buffer.from('other'));
  const isWanted = (name: string) => !name.startsWith('inputs/');
  expect(await checked(files, isWanted)).toMatchObject({ same: 3, faults: [] });
  files.delete('inputs/a');
  expect((await checked(files, isWanted)).faults).toEqual(['file-missing inputs/a']);
});
