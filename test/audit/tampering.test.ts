import { entryBytes, parseEntry } from '../../src/audit/log/entry';
import { packEntries, unpackEntries } from '../../src/audit/log/tiles';
import { readCheckpoint, signCheckpoint } from '../../src/audit/proof/checkpoint';
import { describeFault, type Fault } from '../../src/audit/verify/fault';
import type { KeptCheckpoint } from '../../src/audit/verify/log/heldCheckpoints';
import { verifyAudit } from '../../src/audit/verify/verifyAudit';
import { createRandom } from '../../src/cli/synthetic/random';
import { hexId } from '../domain/arbitraries';
import { bundle, entriesOf, named, noteOf, rewrite } from './logTools';
import { type MemoryTree, testSigner } from './memoryLog';
import { now, signer, site } from './site';

/**
 * Whoever can write to the storage, and has everything but the key, does ten things to a log. AUDIT_TRIALS=1000 does each
 * of them a thousand times.
 */
const trials = Number(process.env.AUDIT_TRIALS ?? 12);
const untouched = Number(process.env.AUDIT_TRIALS ?? 12) >= 1000 ? 100 : 10;
const sites = Math.min(trials, 40);

jest.setTimeout(3_600_000);

// biome-ignore lint/suspicious/noExplicitAny: whatever the records hold
type Loose = any;
type Random = ReturnType<typeof createRandom>;

/** Changes the tree. @returns where the first wrong place is, as far as it can be told, and checkpoints kept elsewhere */
type Attack = (tree: MemoryTree, random: Random) => Promise<{ place?: RegExp; kept?: KeptCheckpoint[] }>;

const pick = <T>(random: Random, values: readonly T[]): T =>
  values[Math.floor(random.next() * values.length)] as T;
function renumbered(entries: readonly Buffer[]): Buffer[] {
  return entries.map((bytes, at) => {
    const { sealedAt, event } = parseEntry(bytes);
    return entryBytes(at, sealedAt, event);
  });
}

const attacks: Record<string, Attack> = {
  'a byte is flipped': async (tree, random) => {
    const entries = entriesOf(tree);
    const at = Math.floor(random.next() * entries.length);
    const entry = Buffer.from(entries[at] as Buffer);
    const place = Math.floor(random.next() * entry.length);
    entry[place] = (entry[place] as number) ^ (1 << Math.floor(random.next() * 8));
    tree.blobs.set(bundle(entries.length), packEntries(entries.with(at, entry)));
    return { place: new RegExp(`^entry ${at}$`) };
  },
  'an entry is deleted': async (tree, random) => {
    const entries = entriesOf(tree);
    const at = Math.floor(random.next() * entries.length);
    tree.blobs.set(bundle(entries.length), packEntries(entries.toSpliced(at, 1)));
    return { place: new RegExp(`^entry ${at}$`) };
  },
  'two entries are swapped, and numbered anew with all tiles': async (tree, random) => {
    const entries = entriesOf(tree);
    const at = Math.floor(random.next() * (entries.length - 1));
    const [a, b] = [entries[at] as Buffer, entries[at + 1] as Buffer];
    await rewrite(tree, renumbered(entries.with(at, b).with(at + 1, a)));
    return { place: /^(checkpoint|checkpoints\/\d+)$/ };
  },
  'an entry is inserted, and all is numbered anew with all tiles': async (tree, random) => {
    const entries = entriesOf(tree);
    const at = Math.floor(random.next() * entries.length);
    const { sealedAt, event } = parseEntry(entries[at] as Buffer);
    const forged = entryBytes(at, sealedAt, { ...event, eventId: hexId('forged') });
    await rewrite(tree, renumbered(entries.toSpliced(at, 0, forged)).slice(0, entries.length));
    return { place: /^(checkpoint|checkpoints\/\d+)$/ };
  },
  'the end is cut off': async (tree, random) => {
    const entries = entriesOf(tree);
    const at = Math.floor(random.next() * entries.length);
    tree.blobs.set(bundle(entries.length), packEntries(entries.slice(0, at)));
    return { place: new RegExp(`^entry ${at}$`) };
  },
  'it is rolled back to an older checkpoint, and a witness keeps the newer one': async (tree, random) => {
    const newest = noteOf(tree);
    const older = pick(random, named(tree, 'audit/checkpoints/').slice(0, -1));
    const size = readCheckpoint(String(tree.blobs.get(older))).size;
    tree.blobs.set('audit/checkpoint', tree.blobs.get(older) as Buffer);
    for (const name of named(tree, 'audit/checkpoints/')) if (name > older) tree.blobs.delete(name);
    const entries = unpackEntries(tree.blobs.get(bundle(readCheckpoint(newest).size)) as Buffer) as Buffer[];
    await rewrite(tree, entries.slice(0, size));
    // Everything that the entries which are gone spoke of goes as well.
    const gone = entries.slice(size).map((bytes) => parseEntry(bytes).event.eventId);
    for (const id of gone) tree.blobs.delete(`audit/records/${id}.json`);
    return { place: /^the witness$/, kept: [{ from: 'the witness', note: newest }] };
  },
  'it is forked by whoever has the key, and a witness keeps a checkpoint of the other history': async (
    tree,
    random,
  ) => {
    const entries = entriesOf(tree);
    const note = noteOf(tree);
    const at = Math.floor(random.next() * entries.length);
    const { sealedAt, event } = parseEntry(entries[at] as Buffer);
    const other = entryBytes(at, sealedAt, { ...event, at: '2026-05-01T09:00:00.000Z' });
    const root = await rewrite(tree, entries.with(at, other));
    for (const name of named(tree, 'audit/checkpoints/')) tree.blobs.delete(name);
    const forged = await signCheckpoint({ origin: signer.key.name, size: entries.length, root }, signer);
    tree.blobs.set('audit/checkpoint', Buffer.from(forged));
    return { place: /^the witness$/, kept: [{ from: 'the witness', note }] };
  },
  'it is signed again with another key': async (tree) => {
    const other = testSigner();
    for (const name of ['audit/checkpoint', ...named(tree, 'audit/checkpoints/')]) {
      const checkpoint = readCheckpoint(String(tree.blobs.get(name)));
      tree.blobs.set(name, Buffer.from(await signCheckpoint(checkpoint, other)));
    }
    return { place: /^checkpoint/ };
  },
  'a result has no entry': async (tree, random) => {
    const [folder, key] = pick(random, [
      ['results/arrivals/', 'arrivalId'],
      ['results/images/', 'imageId'],
      ['results/studies/', 'studyId'],
      ['results/studies/', 'version'],
    ] as const);
    const isVersion = key === 'version';
    const name = pick(
      random,
      named(tree, folder).filter((known) => known.includes('/v') === isVersion),
    );
    const id = isVersion ? 7 + Math.floor(random.next() * 90) : hexId(`forged ${random.next()}`);
    const where = isVersion ? name.replace(/v\d+\.json$/, `v${id}.json`) : `${folder}${id}.json`;
    const forged = { ...JSON.parse(String(tree.blobs.get(name))), [key]: id };
    tree.blobs.set(where, Buffer.from(JSON.stringify(forged)));
    return { place: new RegExp(`^${where}$`) };
  },
  'an entry has no result': async (tree, random) => {
    const folder = pick(random, ['results/arrivals/', 'results/images/', 'results/studies/']);
    tree.blobs.delete(pick(random, named(tree, folder)));
    return { place: /^entry \d+$/ };
  },
};

async function faultsOf(tree: MemoryTree, kept: KeptCheckpoint[] = []): Promise<readonly Fault[]> {
  return (await verifyAudit(tree, signer.key, kept, now)).faults;
}

let made: MemoryTree[];

beforeAll(async () => {
  made = [];
  for (let seed = 1; made.length < sites; seed += 1) {
    const tree = await site(seed);
    // To roll back, there must be something to go back to.
    if (named(tree, 'audit/checkpoints/').length > 1 && named(tree, 'results/studies/').length > 0)
      made.push(tree);
  }
});

test(`${untouched} untouched logs raise no alarm`, async () => {
  for (let seed = 1000; seed < 1000 + untouched; seed += 1) {
    const tree = await site(seed, 1 + (seed % 12));
    const { faults, size, shown } = await verifyAudit(
      tree,
      signer.key,
      [{ from: 'a copy', note: noteOf(tree) }],
      now,
    );
    expect(faults.map(describeFault)).toEqual([]);
    expect(size).toBeGreaterThan(0);
    expect(shown.outcomes).toBe(1 + (seed % 12));
  }
});

test.each(Object.keys(attacks))(`%s: found out ${trials} times out of ${trials}`, async (name) => {
  const attack = attacks[name] as Attack;
  for (let trial = 0; trial < trials; trial += 1) {
    const random = createRandom(trial + 1);
    const tree = (made[trial % made.length] as MemoryTree).copy();
    const { place, kept } = await attack(tree, random);
    const [first] = await faultsOf(tree, kept);
    expect([trial, first && describeFault(first)]).toEqual([trial, expect.any(String)]);
    if (place) expect([trial, (first as Fault).where]).toEqual([trial, expect.stringMatching(place)]);
  }
});

/** The other ways of changing what is shown while the log is left alone. */
describe('what is shown is changed', () => {
  const isImage = (outcome: Loose) => outcome.imageId !== undefined;
  const isReviewed = (study: Loose) => study.reviews?.length > 0;

  /** Of the first such blob that is wanted. */
  function edit(
    start: string,
    change: (value: Loose) => void,
    wanted: (value: Loose) => boolean = () => true,
  ) {
    return (tree: MemoryTree) => {
      for (const name of named(tree, start).filter((one) => one.endsWith('.json'))) {
        const value = JSON.parse(String(tree.blobs.get(name)));
        if (!wanted(value)) continue;
        change(value);
        tree.blobs.set(name, Buffer.from(JSON.stringify(value)));
        return;
      }
      throw new Error(`nothing to change in ${start}`);
    };
  }
  const set =
    (...members: [string, unknown][]) =>
    (value: Loose) => {
      Object.assign(value, Object.fromEntries(members));
    };

  const changes: [string, RegExp, (tree: MemoryTree) => void][] = [
    [
      'a score of an image',
      /images/,
      edit('results/images/', (image) => {
        image.analyses[0].findings[0].score = 0.123;
      }),
    ],
    ['what a model found in an image is taken away', /entry/, edit('results/images/', set(['analyses', []]))],
    ['what an image shows', /images/, edit('results/images/', set(['bodyPart', 'HAND']))],
    [
      'which image a file became',
      /arrivals/,
      edit('results/arrivals/', set(['imageId', hexId('another image')]), isImage),
    ],
    [
      'which version of its study first held it',
      /arrivals/,
      edit('results/arrivals/', set(['studyVersion', 77]), isImage),
    ],
    ['why a file was refused', /quarantine/, edit('quarantine/', set(['reason', 'empty-file']))],
    [
      'where a study stands',
      /studies/,
      edit('results/studies/', (study) => {
        study.decision.place = study.decision.place === 'stat' ? 'routine' : 'stat';
      }),
    ],
    [
      'why an image was not analysed',
      /arrivals/,
      edit('results/arrivals/', set(['outcome', 'not-analysed'], ['reason', 'blank-picture']), isImage),
    ],
    [
      'a comment of a review',
      /studies/,
      edit(
        'results/studies/',
        (study) => {
          study.reviews[0].comment = 'something else';
        },
        isReviewed,
      ),
    ],
    [
      'the impression before a decision is taken away',
      /studies/,
      edit('results/studies/', set(['impressions', []]), (study) =>
        study.reviews?.some(({ impression }: Loose) => impression !== undefined),
      ),
    ],
    ['a review is taken away', /entry/, edit('results/studies/', set(['reviews', []]), isReviewed)],
    ['the settings', /settings/, edit('audit/settings/', set(['schemaVersion', 2]))],
    [
      'whom an entry speaks of',
      /entry/,
      (tree) => {
        for (const name of named(tree, 'arrivals/')) tree.blobs.delete(name);
      },
    ],
  ];

  test.each(changes)('%s', async (_what, place, change) => {
    const tree = (await site(4243, 12)).copy();
    expect(await faultsOf(tree)).toEqual([]);
    change(tree);
    const faults = await faultsOf(tree);
    expect(faults.map(({ where }) => where)).toContainEqual(expect.stringMatching(place));
  });
});
