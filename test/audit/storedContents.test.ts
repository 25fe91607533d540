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

const kinds: readonly [string, RegExp][] = [
  ['an identity', /^identity\/[0-9a-f]{64}\/[0-9a-f]{64}\.json$/],
  ['the description of an image', /^images\/[0-9a-f]+\/image\.json$/],
  ['the pixels of an image', /^images\/[0-9a-f]+\/pixels$/],
  ['the codestream of an image', /^images\/[0-9a-f]+\/codestream$/],
  ['the header of an image', /^images\/[0-9a-f]+\/attributes\.json$/],
  ['a preview', /^images\/[0-9a-f]+\/preview\.png$/],
  ['a heat map', /^images\/[0-9a-f]+\/heat-.*\.png$/],
  ["a model's answer", /^images\/[0-9a-f]+\/analyses\/.*\.json$/],
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

describe.each(kinds)('%s', (_kind, pattern) => {
  test.each(changes)('that %s is found and named', async (_change, code, change) => {
    const tree = untouched.copy();
    const [one, other] = named(tree, '').filter((name) => pattern.test(name));
    change(tree.blobs, one as string, other as string);
    const faults = await faultsOf(tree);
    expect(faults.map(({ code, where }) => [code, where])).toContainEqual([code, one]);
  });

  test('that nobody recorded is found and named', async () => {
    const tree = untouched.copy();
    const [one] = named(tree, '').filter((name) => pattern.test(name));
    const planted = (one as string).replace(/[0-9a-f]{64}(?!.*[0-9a-f]{64})/, 'e'.repeat(64));
    tree.blobs.set(planted, tree.blobs.get(one as string) as Buffer);
    const faults = await faultsOf(tree);
    expect(faults.map(({ code, where }) => [code, where])).toEqual([['result-without-entry', planted]]);
  });
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
