import { setTimeout } from 'node:timers/promises';
import { BlobTriggerTest, blobs } from '../conformance/blobs';
import { RuntimeProcess } from '../support/runtimeProcess';
import { waitFor } from '../support/waitFor';

/** In which another look at the container would have come. */
const longerThanARest = 7_000;

const on = new BlobTriggerTest(
  (connectionString, environment) => new RuntimeProcess({ connectionString, environment }),
);

blobs(on);

test('1. an app that does not use the bytes of blobs is handed none, nor what else the storage says of them', async () => {
  await on.runtime.kill();
  await (on.runtime as RuntimeProcess).start({ blobContents: false });
  await on.put('large.txt', 'content', { site: 'north' });
  await waitFor('the run', () => on.runsOf('large.txt').length > 0);
  const [run] = on.runsOf('large.txt');
  expect(run).toMatchObject({ text: '', path: `${on.incoming.containerName}/large.txt` });
  expect(run?.metadata).toBeUndefined();
});

test('host.json bounds how many run at once, and a long run is not delivered twice', async () => {
  const names = [1, 2, 3, 4, 5, 6].map((index) => `slow-${index}.txt`);
  await Promise.all(names.map((name) => on.put(name, 'x')));
  const begun = () => on.notes().filter(({ blob }) => blob?.startsWith('slow-')).length;
  await waitFor('four of them', () => begun() >= 4);
  await setTimeout(longerThanARest);
  expect(begun()).toBe(4);
  on.runtime.folder.touch('gate');
  await waitFor(
    'all of them',
    () => on.notes().filter(({ done }) => done?.startsWith('slow-')).length === names.length,
  );
  expect(begun()).toBe(names.length);
});
