import { setTimeout } from 'node:timers/promises';
import { BlobServiceClient } from '@azure/storage-blob';
import type { App } from '../../../src/app/app';
import { Sequencer } from '../../../src/audit/log/sequencer';
import { verifyAudit } from '../../../src/audit/verify/verifyAudit';
import { type VersionChange, versionChangeSchema } from '../../../src/domain/study/versions/versionChange';
import { createEraseStudy } from '../../../src/operations/study/eraseStudy';
import { createFinishBegun } from '../../../src/operations/study/finishBegun';
import { createRemoveLeft } from '../../../src/operations/study/leftVersion';
import { AccountTree } from '../../../src/storage/audit/blobTree';
import { SealedBlobs } from '../../../src/storage/blobs/sealedBlobs';
import { testSigner } from '../../audit/memoryLog';
import { fileApp } from '../../support/fileApp';
import { testMacs } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';

const signer = testSigner();
const actor = { subject: 'admin', kind: 'cli' } as const;

/** What `reconcile` does so long after an erasure. */
async function mended({ store }: App, minutes: number): Promise<void> {
  const now = () => new Date(Date.now() + minutes * 60_000).toISOString();
  const removeLeft = createRemoveLeft(store);
  await createFinishBegun({ begun: store.begun, finish: async () => {}, removeLeft, now })();
}

/** What `verify` finds so long from now. */
async function faultsOf({ store, now }: App, service: BlobServiceClient, minutes: number) {
  await new Sequencer({ macs: testMacs, store: store.auditLog, signer, now }).seal();
  const later = Date.now() + minutes * 60_000;
  return (await verifyAudit(new AccountTree(service), signer.key, [], later, { macs: testMacs })).faults;
}

/** Files of one study: what stands behind the slash tells its images apart. */
const file = (image: string) => [`${image}.dcm`, Buffer.from(`one/${image}`)] as const;

test.each([
  { left: 1, before: ['a'], anew: ['b'] },
  { left: 2, before: ['a', 'b'], anew: ['c', 'd'] },
  // The same files come again.
  { left: 2, before: ['a', 'b'], anew: ['a', 'b'] },
])(
  'version $left of a study that was erased meanwhile, whose writer was killed, does not come into the study that is made anew from $anew',
  async ({ left, before, anew }) => {
    const connectionString = await storageAccount();
    const service = BlobServiceClient.fromConnectionString(connectionString);
    const { app, drop, triage, close } = fileApp(connectionString);
    const { store } = app;
    const outcomeOf = async (image: string) => {
      await drop(...file(image));
      const outcome = await triage(`${image}.dcm`);
      if (outcome === undefined || !('studyId' in outcome)) throw new Error(`${image} was not triaged`);
      return outcome;
    };
    try {
      await app.prepare();
      let studyId = '';
      for (const image of before) studyId = (await outcomeOf(image)).studyId;
      const results = new SealedBlobs(service.getContainerClient('results'), testMacs);
      const name = `studies/${studyId}/v${left}.json`;
      const late = (await results.json(name, versionChangeSchema)) as VersionChange;
      const erase = createEraseStudy({ ...store, now: app.now });
      await erase(studyId, actor, 'a request');
      expect(await results.json(name, versionChangeSchema)).toBeUndefined();
      await store.results.createVersion(late);

      // The storage keeps when a blob was created to the second: what comes anew came at another.
      await setTimeout(1_100);
      for (const image of anew) expect((await outcomeOf(image)).studyId).toBe(studyId);
      const study = await store.results.study(studyId);
      expect(study).toMatchObject({ version: anew.length, images: { length: anew.length } });
      expect(study?.receivedAt).not.toBe(late.receivedAt);
      expect(await faultsOf(app, service, 60)).toEqual([]);
    } finally {
      await close();
    }
  },
);

test('a version that a killed writer left is gone soon, long before the study that is made anew has as many', async () => {
  const connectionString = await storageAccount();
  const service = BlobServiceClient.fromConnectionString(connectionString);
  const { app, drop, triage, close } = fileApp(connectionString);
  const { store } = app;
  const add = async (image: string) => {
    await drop(...file(image));
    return ((await triage(`${image}.dcm`)) as { studyId: string }).studyId;
  };
  try {
    await app.prepare();
    let studyId = '';
    for (const image of ['a', 'b', 'c']) studyId = await add(image);
    const late = [2, 3].map((version) => store.results.versionChange(studyId, version));
    const changes = (await Promise.all(late)) as VersionChange[];
    await createEraseStudy({ ...store, now: app.now })(studyId, actor, 'a request');
    for (const change of changes) await store.results.createVersion(change);
    await add('d');

    expect(await faultsOf(app, service, 1)).toEqual([]);
    await mended(app, 4);
    expect(await store.results.versionNumbers(studyId)).toEqual([1, 2, 3]);
    await mended(app, 6);
    expect(await store.results.versionNumbers(studyId)).toEqual([1]);
    expect(await store.begun.all()).toEqual([]);
    expect(await store.results.study(studyId)).toMatchObject({ version: 1, images: { length: 1 } });
    expect(await faultsOf(app, service, 60)).toEqual([]);
  } finally {
    await close();
  }
});

test('a version of a live writer stays, whoever looks for what was left', async () => {
  const made = { studyId: 's', images: [{ imageId: 'i' }], objects: [], setAside: [] };
  const removed: number[] = [];
  const removeLeft = createRemoveLeft({
    results: {
      versionNumbers: async () => [1, 2],
      versionChange: async (_, version) => ({ ...made, version }) as unknown as VersionChange,
      study: async () => undefined,
      removeVersion: async ({ version }) => void removed.push(version),
    },
    identity: { imageIds: async () => ['i'] },
    erase: { removeLeftVersions: async () => false },
  });
  await removeLeft('s');
  expect(removed).toEqual([2]);
});

test('a writer that was only stopped meanwhile takes back what it made of the erased study', async () => {
  const connectionString = await storageAccount();
  const [stopped, other] = [fileApp(connectionString), fileApp(connectionString)];
  const add = async ({ drop, triage }: typeof other, image: string) => {
    await drop(...file(image));
    return ((await triage(`${image}.dcm`)) as { studyId: string }).studyId;
  };
  const { results } = stopped.app.store;
  try {
    await stopped.app.prepare();
    for (const image of ['a', 'b']) await add(stopped, image);
    const create = results.createVersion.bind(results);
    jest.spyOn(results, 'createVersion').mockImplementationOnce(async (change) => {
      const { store, now } = other.app;
      await createEraseStudy({ ...store, now })(change.studyId, actor, 'a request');
      await add(other, 'd');
      return create(change);
    });
    const studyId = await add(stopped, 'c');
    const study = await results.study(studyId);
    expect(await results.versionNumbers(studyId)).toEqual([1, 2]);
    expect(study).toMatchObject({ version: 2, images: { length: 2 } });
  } finally {
    await Promise.all([stopped.close(), other.close()]);
  }
});
