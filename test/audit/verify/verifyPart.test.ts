import { parseEntry } from '../../../src/audit/log/entry';
import { type Checkpoint, openCheckpoint } from '../../../src/audit/proof/checkpoint';
import { describeFault } from '../../../src/audit/verify/fault';
import type { PartChoice } from '../../../src/audit/verify/openPart';
import { choosePart, drawOf } from '../../../src/audit/verify/part';
import { readSubjects } from '../../../src/audit/verify/subjects';
import { verifyAudit } from '../../../src/audit/verify/verifyAudit';
import { identityNamed } from '../../../src/domain/kernel/identifiers/identityName';
import { testMacs } from '../../support/siteSecret';
import { entriesOf } from '../logTools';
import { MemoryTree } from '../memoryLog';
import { now, signer, site } from '../site';

const everything = drawOf(1, 'all');
/** When the entries of `site` are sealed. */
const sealedAt = Date.parse('2026-05-01T10:01:00.000Z');
const [before, after] = [sealedAt - 3_600_000, sealedAt + 3_600_000];

/** A tree that knows when blobs were written, and counts what it is asked for. */
class DatedTree extends MemoryTree {
  requests = 0;

  constructor(
    blobs: Map<string, Buffer>,
    readonly writtenAt: (path: string) => number = () => before,
  ) {
    super(blobs);
  }

  override read(container: string, name: string) {
    this.requests += 1;
    return super.read(container, name);
  }

  override sha256(container: string, name: string) {
    this.requests += 1;
    return super.sha256(container, name);
  }

  override async *list(container: string, prefix = '', since = 0) {
    this.requests += 1;
    for await (const name of super.list(container, prefix))
      if (this.writtenAt(`${container}/${name}`) >= since) yield name;
  }
}

const faultsOf = async (tree: MemoryTree, part: PartChoice) =>
  (await verifyAudit(tree, signer.key, [], now, { macs: testMacs, part })).faults.map(describeFault);

const checkpointsIn = ({ blobs }: MemoryTree) =>
  [...blobs]
    .filter(([name]) => name.startsWith('audit/checkpoints/'))
    .map(([, note]) => openCheckpoint(note.toString('utf8'), [signer.key]));

/** The same site, in which everything was written after the first so many entries unless they speak of its subject. */
async function dated(tree: MemoryTree, size: number): Promise<DatedTree> {
  const old = entriesOf(tree)
    .slice(0, size)
    .flatMap((bytes) => {
      const { study, arrival } = parseEntry(bytes).event as { study?: string; arrival?: string };
      return [study, arrival];
    });
  const { studies, arrivals } = await readSubjects(tree);
  const began = new Set(
    old.flatMap((one) => (one && (studies.get(one)?.studyId ?? arrivals.get(one)?.arrivalId)) ?? []),
  );
  return new DatedTree(tree.blobs, (path) => {
    const [, first = '', second = ''] = path.replaceAll('.json', '').split('/');
    const isOld =
      path.startsWith('identity/') && second !== 'salt'
        ? began.has(identityNamed(path.replace('identity/', ''))?.arrivalId ?? '')
        : began.has(first);
    return isOld ? before : after;
  });
}

test('a part of a sound site raises no alarm, from whichever checkpoint on, and however small the sample', async () => {
  for (let seed = 1; seed <= 8; seed += 1) {
    const tree = await site(seed, 10);
    expect(await faultsOf(tree, { draw: drawOf(0.3, String(seed)) })).toEqual([]);
    for (const since of checkpointsIn(tree))
      expect(await faultsOf(await dated(tree, since.size), { since, draw: everything })).toEqual([]);
  }
});

test('a study is drawn as a whole, with its files, and files of no study are drawn as well', async () => {
  const tree = await site(3, 30);
  const drawn = await choosePart(tree, drawOf(0.5, 'one'));
  const links = [...tree.blobs.keys()].flatMap((path) => {
    const { studyId, arrivalId } = identityNamed(path.replace('identity/', '')) ?? {};
    return studyId && arrivalId ? [{ study: studyId, arrival: arrivalId }] : [];
  });
  for (const { study, arrival } of links) expect(drawn.arrivals.has(arrival)).toBe(drawn.studies.has(study));
  const linked = new Set(links.map(({ arrival }) => arrival));
  expect([...drawn.arrivals].some((arrival) => !linked.has(arrival))).toBe(true);
  expect((await choosePart(tree, drawOf(1, 'all'))).arrivals.size).toBe(30);
});

test('a share that draws nothing draws one study all the same, with its files, and others by other seeds', async () => {
  const tree = await site(3, 30);
  const drawn = new Set<string>();
  for (let seed = 0; seed < 20; seed += 1) {
    const { studies, images, arrivals } = await choosePart(tree, drawOf(0, String(seed)));
    expect([studies.size, Math.min(images.size, arrivals.size)]).toEqual([1, images.size]);
    expect(images.size).toBeGreaterThan(0);
    for (const study of studies) drawn.add(study);
  }
  expect(drawn.size).toBeGreaterThan(1);
});

function changed(tree: DatedTree, path: string): DatedTree {
  const bytes = Buffer.from(tree.blobs.get(path) as Buffer);
  bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
  return new DatedTree(new Map(tree.blobs).set(path, bytes), tree.writtenAt);
}

test('whatever is changed in the part is found: what began after the checkpoint, and every later entry', async () => {
  const whole = await site(6, 12);
  const since = checkpointsIn(whole)[0] as Checkpoint;
  const tree = await dated(whole, since.size);
  const part = { since, draw: everything };
  const { images, arrivals } = await choosePart(tree, everything, sealedAt);
  expect(images.size).toBeGreaterThan(0);
  for (const image of images)
    expect(await faultsOf(changed(tree, `images/${image}/pixels`), part)).toEqual([
      expect.stringContaining(image),
    ]);
  for (const arrival of arrivals)
    expect(await faultsOf(changed(tree, `results/arrivals/${arrival}.json`), part)).not.toEqual([]);
  const [bundle] = [...tree.blobs.keys()].filter((name) => name.startsWith('audit/tile/entries/'));
  expect(await faultsOf(changed(tree, bundle as string), part)).not.toEqual([]);
});

test('a checkpoint of another history, or of more than there is, is found', async () => {
  const [tree, other] = [await site(5, 12), await site(6, 12)];
  const first = checkpointsIn(other)[0] as Checkpoint;
  const note = other.blobs.get(`audit/checkpoints/${String(first.size).padStart(15, '0')}`) as Buffer;
  const kept = [{ from: 'mine', note: note.toString('utf8') }];
  const part = { since: first, draw: everything };
  const { faults } = await verifyAudit(tree, signer.key, kept, now, { macs: testMacs, part });
  expect(faults.map(({ code }) => code)).toContain('forked');
});

test('a sample of ten in a hundred takes three requests a file at most', async () => {
  const files = 80;
  const tree = await site(9, files, 40);
  const requests = async (part?: PartChoice) => {
    const counting = new DatedTree(tree.blobs);
    const { faults } = await verifyAudit(counting, signer.key, [], now, { macs: testMacs, part });
    expect(faults).toEqual([]);
    return counting.requests / files;
  };
  const [all, sample] = [await requests(), await requests({ draw: drawOf(0.1, 'a seed') })];
  expect(sample).toBeLessThan(3);
  expect(sample).toBeLessThan(all / 4);
});
