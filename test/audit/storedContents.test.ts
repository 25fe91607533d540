import { verifyAudit } from '../../src/audit/verify/verifyAudit';
import type { FaultCode } from '../../src/domain/audit/faultCode';
import { named } from './logTools';
import type { MemoryTree } from './memoryLog';
import { now, signer, site } from './site';

/** Whoever can write to the storage changes what is kept beside the log: each kind of it, in each way. */
let untouched: MemoryTree;

beforeAll(async () => {
  untouched = await site(4243, 12);
});

/** What is said of one that nobody recorded: where an image may have several, it takes the place of a recorded one. */
const kinds: readonly [string, RegExp, planted?: FaultCode][] = [
  ['an identity', /^identity\/([0-9a-f]{64}\/){3}unnamed\.json$/, 'content-changed'],
  ['the description of an image', /^images\/[0-9a-f]+\/image\.json$/],
  ['the pixels of an image', /^images\/[0-9a-f]+\/pixels$/],
  ['the codestream of an image', /^images\/[0-9a-f]+\/codestream$/],
  ['the header of an image', /^images\/[0-9a-f]+\/attributes\.json$/],
  ['the pictures of an image', /^images\/[0-9a-f]+\/pictures\/[0-9a-f]+$/, 'content-changed'],
  ['a refused file', /^quarantine\/[0-9a-f]+\/file$/],
];

type Change = (blobs: Map<string, Buffer>, one: string, other: string) => void;

const changes: readonly [string, FaultCode, Change][] = [
  [
    'has a bit flipped',
    'content-changed',
    (blobs, one) => {
      const bytes = Buffer.from(blobs.get(one) as Buffer);
      const middle = bytes.length >> 1;
      bytes[middle] = (bytes[middle] as number) ^ 1;
      blobs.set(one, bytes);
    },
  ],
  [
    'is cut off',
    'content-changed',
    (blobs, one) => blobs.set(one, (blobs.get(one) as Buffer).subarray(0, -1)),
  ],
  ['is emptied', 'content-changed', (blobs, one) => blobs.set(one, Buffer.alloc(0))],
  ['is other JSON', 'content-changed', (blobs, one) => blobs.set(one, Buffer.from('{"schemaVersion":1}'))],
  ["is another's", 'content-changed', (blobs, one, other) => blobs.set(one, blobs.get(other) as Buffer)],
  ['is removed', 'content-missing', (blobs, one) => blobs.delete(one)],
];

describe.each(kinds)('%s', (_kind, pattern, planted = 'result-without-entry') => {
  test.each(changes)('that %s is found and named', async (_change, code, change) => {
    const tree = untouched.copy();
    const [one, other] = named(tree, '').filter((name) => pattern.test(name));
    change(tree.blobs, one as string, other as string);
    const found = (await faultsOf(tree)).filter((fault) => fault.code === code);
    expect(found.some(({ where }) => (one as string).startsWith(where))).toBe(true);
  });

  test('that nobody recorded is found and named', async () => {
    const tree = untouched.copy();
    const [one] = named(tree, '').filter((name) => pattern.test(name));
    const place = (one as string).replace(/[0-9a-f]{64}(?!.*[0-9a-f]{64})/, 'e'.repeat(64));
    tree.blobs.set(place, tree.blobs.get(one as string) as Buffer);
    const faults = await faultsOf(tree);
    expect(faults.map(({ code, where }) => [code, where])).toEqual([[planted, place]]);
  });
});

describe.each([
  ['an outcome', /^results\/arrivals\/[0-9a-f]+\.json$/, 'finishedAt'],
  ['the record of a refusal', /^quarantine\/[0-9a-f]+\/refusal\.json$/, 'quarantinedAt'],
])('%s', (_kind, pattern, time) => {
  const places = () => named(untouched, '').filter((name) => pattern.test(name));

  test('whose time is another one is found and named', async () => {
    const tree = untouched.copy();
    const [name = ''] = places();
    const record = JSON.parse(String(tree.blobs.get(name)));
    tree.blobs.set(name, Buffer.from(JSON.stringify({ ...record, [time]: '2026-05-01T10:00:31.000Z' })));
    expect((await faultsOf(tree)).map(({ code, where }) => [code, where])).toEqual([
      ['content-changed', name],
    ]);
  });

  test.each(changes)('that %s is found and named', async (_change, _code, change) => {
    const tree = untouched.copy();
    const [one = '', other = ''] = places();
    change(tree.blobs, one, other);
    const found = (await faultsOf(tree)).map(({ where }) => where);
    const isNamed = tree.blobs.has(one) || one.startsWith('quarantine');
    expect(found).toContainEqual(isNamed ? one : expect.stringMatching(/^entry \d+$/));
  });

  test('of which a byte is flipped is found and named', async () => {
    const [name = ''] = places();
    const bytes = untouched.blobs.get(name) as Buffer;
    for (let at = 0; at < bytes.length; at += 11) {
      const tree = untouched.copy();
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ (1 << (at % 7));
      tree.blobs.set(name, changed);
      expect([at, (await faultsOf(tree)).map(({ where }) => where)]).toEqual([
        at,
        expect.arrayContaining([name]),
      ]);
    }
  });
});

test('a removed quarantine is found, and each file of it named', async () => {
  const tree = untouched.copy();
  const gone = named(tree, 'quarantine/');
  for (const name of gone) tree.blobs.delete(name);
  const found = (await faultsOf(tree)).map(({ code, where }) => [code, where]);
  expect(gone.length).toBeGreaterThan(0);
  expect(found.sort()).toEqual(gone.map((name) => ['content-missing', name]));
});

test.each(['name', 'etag', 'receivedAt'])('an arrival with another %s is found and named', async (member) => {
  const tree = untouched.copy();
  const [name = ''] = named(tree, 'arrivals/');
  const arrival = JSON.parse(String(tree.blobs.get(name)));
  tree.blobs.set(name, Buffer.from(JSON.stringify({ ...arrival, [member]: '2026-05-01T09:00:00.000Z' })));
  expect((await faultsOf(tree)).map(({ code, where }) => [code, where])).toEqual([['content-changed', name]]);
});

test('an inverted photometric interpretation is found and named', async () => {
  const tree = untouched.copy();
  const [name] = named(tree, 'images/').filter((one) => one.endsWith('/image.json'));
  const image = JSON.parse(String(tree.blobs.get(name as string)));
  const photometricInterpretation =
    image.photometricInterpretation === 'MONOCHROME2' ? 'MONOCHROME1' : 'MONOCHROME2';
  tree.blobs.set(name as string, Buffer.from(JSON.stringify({ ...image, photometricInterpretation })));
  expect(await faultsOf(tree)).toEqual([
    { code: 'content-changed', where: name, detail: expect.stringMatching(/^recorded in entry \d+$/) },
  ]);
});

async function faultsOf(tree: MemoryTree) {
  return (await verifyAudit(tree, signer.key, [], now)).faults;
}
