import { packedJson } from '../../../src/domain/kernel/packedJson';
import { type MemoryStore, memoryStore } from '../../activities/memoryStore';
import { imageResult, plainImage, studyId } from '../../domain/studies';
import { faultsOf, storedRecord } from './mortalWriter';

/** Worked on at once, as host.json has it. */
const atOnce = 4;

/** A study of so many images, which come in no order; and the bytes of its record and versions as they were written. */
async function grown(count: number): Promise<{ store: MemoryStore; bytes: number }> {
  const store = memoryStore();
  let bytes = 0;
  for (let first = 0; first < count; first += atOnce) {
    const numbers = Array.from({ length: atOnce }, (_, index) => ((first + index) * 37) % count);
    await Promise.all(
      numbers.map((number) => store.studies.addImage(imageResult(plainImage(`slice ${number}`)))),
    );
    const change = [...store.versions.values()].at(-1);
    bytes += packedJson(storedRecord(store)).bytes.length + packedJson(change).bytes.length;
  }
  return { store, bytes };
}

test('images that come together: one version, one decision, the same writes for each, however many there are', async () => {
  const [few, many] = [await grown(100), await grown(400)];
  for (const [{ store }, count] of [
    [few, 100],
    [many, 400],
  ] as const) {
    const versions = count / atOnce;
    expect(store.versions.size).toBe(versions);
    expect(store.log.filter((write) => write === 'audit: decision')).toHaveLength(versions);
    expect(store.log).toHaveLength(4 * versions);
  }
  // If each version were written whole it would be four times as much for each.
  expect(many.bytes / 400).toBeLessThan(1.5 * (few.bytes / 100));
});

test('the log vouches for a large study, and names its record if the version that it needs is gone', async () => {
  const { store } = await grown(100);
  expect(await faultsOf(store)).toEqual([]);
  const faults = await faultsOf(store, (tree) => tree.blobs.delete(`results/studies/${studyId}/v17.json`));
  const named = new RegExp(
    `^results/studies/${studyId}\\.json: .*the difference to version 17, which is missing`,
  );
  expect(faults).toContainEqual(expect.stringMatching(named));
});
