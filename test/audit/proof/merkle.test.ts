import fc from 'fast-check';
import {
  growTiles,
  leavesOf,
  packEntries,
  type ReadTile,
  rootsFromTiles,
  tilePath,
  treeFromTiles,
  unpackEntries,
  widthOf,
} from '../../../src/audit/log/tiles';
import { GrowingTree, leafHash, nodeHash } from '../../../src/audit/proof/merkle';
import { consistencyPath, inclusionPath, isConsistent, isIncluded } from '../../../src/audit/proof/proofs';
import { mth, path, proof, provesConsistency, rootFromPath } from '../rfc6962';

const hex = (text: string) => Buffer.from(text, 'hex');

/** The eight leaves and their roots of the reference implementation of RFC 6962 (certificate-transparency, merkletree). */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(hex);
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

function grown(entries: readonly Uint8Array[]): GrowingTree {
  const tree = new GrowingTree();
  for (const leaf of leavesOf(entries)) tree.append(leaf);
  return tree;
}

/** The tiles of a tree that grew in these steps, by their paths. */
async function tilesOf(entries: readonly Uint8Array[], steps: readonly number[]): Promise<ReadTile> {
  const tiles = new Map<string, Buffer>();
  const read: ReadTile = async (name) => {
    const bytes = tiles.get(tilePath(name));
    if (!bytes) throw new Error(`no ${tilePath(name)}`);
    return bytes;
  };
  let size = 0;
  for (const step of [...steps, entries.length]) {
    const added = leavesOf(entries.slice(size, size + step));
    for (const tile of await growTiles(size, added, read)) tiles.set(tilePath(tile), tile.bytes);
    size += added.length;
  }
  return read;
}

describe('vectors of RFC 6962', () => {
  test('the empty tree', () => {
    expect(new GrowingTree().root().toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  test.each(roots.map((root, at) => [at + 1, root] as const))('%i leaves', (size, root) => {
    expect(grown(leaves.slice(0, size)).root().toString('hex')).toBe(root);
    expect(mth(leaves.slice(0, size)).toString('hex')).toBe(root);
  });

  test('the paths of section 2.1.3 lead from d0, d3, d4 and d6 of seven leaves to the root', async () => {
    const seven = leaves.slice(0, 7);
    const rootOf = rootsFromTiles(7, await tilesOf(seven, []));
    const h = (...names: number[]) => mth(names.map((at) => seven[at] as Buffer));
    const [a, b, c, d, e, f, i, j] = [h(0), h(1), h(2), h(3), h(4), h(5), h(4, 5), h(6)];
    const [g, l, k] = [h(0, 1), h(4, 5, 6), h(0, 1, 2, 3)];
    const pathTo = async (at: number) => inclusionPath(at, 7, rootOf);
    expect(await pathTo(0)).toEqual([b, h(2, 3), l]);
    expect(await pathTo(3)).toEqual([c, g, l]);
    expect(await pathTo(4)).toEqual([f, j, k]);
    expect(await pathTo(6)).toEqual([i, k]);
    expect(await consistencyPath(3, 7, rootOf)).toEqual([c, d, g, l]);
    expect(await consistencyPath(4, 7, rootOf)).toEqual([l]);
    expect(await consistencyPath(6, 7, rootOf)).toEqual([i, j, k]);
    expect([a, e].every((hash) => hash.length === 32)).toBe(true);
  });

  test('a tree of four leaves is none of two: leaves and nodes are hashed differently', () => {
    const inner = [0, 2].map((at) =>
      nodeHash(leafHash(leaves[at] as Buffer), leafHash(leaves[at + 1] as Buffer)),
    );
    expect(
      grown(inner)
        .root()
        .equals(grown(leaves.slice(0, 4)).root()),
    ).toBe(false);
  });
});

const sizes = fc.integer({ min: 1, max: 700 });
const entriesOf = (size: number) => Array.from({ length: size }, (_, at) => Buffer.from(`entry ${at}`));

describe('against the second implementation', () => {
  test('any tree, grown in any steps, has its root', async () => {
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }),
        async (size, steps) => {
          const entries = entriesOf(size);
          const tree = await treeFromTiles(size, await tilesOf(entries, steps));
          expect(tree.root()).toEqual(mth(entries));
          tree.append(leafHash(Buffer.from('one more')));
          expect(tree.root()).toEqual(mth([...entries, Buffer.from('one more')]));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('inclusion: the same path, and each verifier takes what the other made', async () => {
    const places = sizes.chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 0, max: size - 1 })));
    await fc.assert(
      fc.asyncProperty(places, async ([size, at]) => {
        const entries = entriesOf(size);
        const made = await inclusionPath(at, size, rootsFromTiles(size, await tilesOf(entries, [])));
        const leaf = leafHash(entries[at] as Buffer);
        expect(made).toEqual(path(at, entries));
        expect(rootFromPath(leaf, at, size, made)).toEqual(mth(entries));
        expect(isIncluded(leaf, at, size, path(at, entries), mth(entries))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('consistency: the same proof, and each verifier takes what the other made', async () => {
    const pairs = sizes.chain((size) => fc.tuple(fc.integer({ min: 1, max: size }), fc.constant(size)));
    await fc.assert(
      fc.asyncProperty(pairs, async ([old, size]) => {
        const entries = entriesOf(size);
        const [before, after] = [mth(entries.slice(0, old)), mth(entries)];
        const made = await consistencyPath(old, size, rootsFromTiles(size, await tilesOf(entries, [])));
        expect(made).toEqual(proof(old, entries));
        expect(provesConsistency(old, before, size, after, made)).toBe(true);
        expect(isConsistent(old, before, size, after, made)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('neither verifier takes a proof with a wrong hash, a hash too many or too few, or another place', async () => {
    const cases = fc
      .integer({ min: 2, max: 300 })
      .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 0, max: size - 1 }), fc.nat()));
    await fc.assert(
      fc.asyncProperty(cases, async ([size, at, which]) => {
        const entries = entriesOf(size);
        const [root, leaf, right] = [mth(entries), leafHash(entries[at] as Buffer), path(at, entries)];
        const wrong = right.map((hash, place) =>
          place === which % right.length ? nodeHash(hash, hash) : hash,
        );
        for (const bad of [wrong, right.slice(1), right.slice(0, -1), [...right, root]]) {
          expect(isIncluded(leaf, at, size, bad, root)).toBe(false);
          expect(rootFromPath(leaf, at, size, bad)?.equals(root) ?? false).toBe(false);
        }
        const elsewhere = (at + 1 + (which % (size - 1))) % size;
        expect(isIncluded(leaf, elsewhere, size, right, root)).toBe(false);

        const old = at + 1;
        const [before, consistent] = [mth(entries.slice(0, old)), proof(old, entries)];
        const other = mth([...entries.slice(0, old - 1), Buffer.from('forged')]);
        for (const [first, bad] of [
          [other, consistent],
          [before, [...consistent, root]],
          [before, consistent.length === 0 ? [root] : consistent.slice(1)],
        ] as const) {
          expect(isConsistent(old, first, size, root, bad)).toBe(false);
          expect(provesConsistency(old, first, size, root, bad)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('tlog-tiles', () => {
  test('paths as the specification writes them', () => {
    expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 'entries', index: 0, width: 17 })).toBe('tile/entries/000.p/17');
    expect(tilePath({ level: 2, index: 999, width: 1 })).toBe('tile/2/999.p/1');
  });

  test("the specification's tree of 70 000 entries", () => {
    expect(widthOf(70_000, 0, 272)).toBe(256);
    expect(widthOf(70_000, 0, 273)).toBe(112);
    expect(widthOf(70_000, 1, 0)).toBe(256);
    expect(widthOf(70_000, 1, 1)).toBe(17);
    expect(widthOf(70_000, 2, 0)).toBe(1);
    expect(widthOf(70_000, 3, 0)).toBe(0);
    expect(widthOf(256, 1, 0)).toBe(1);
  });

  test('bundles keep entries of any length that fits, and nothing else is one', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 20 }), (entries) => {
        const buffers = entries.map((entry) => Buffer.from(entry));
        const bundle = packEntries(buffers);
        expect(unpackEntries(bundle)).toEqual(buffers);
        if (bundle.length > 0) expect(unpackEntries(bundle.subarray(0, -1))).not.toEqual(buffers);
      }),
    );
    expect(() => packEntries([Buffer.alloc(65_536)])).toThrow('65535');
    expect(unpackEntries(Buffer.from([0]))).toBeUndefined();
  });
});
