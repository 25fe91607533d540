import { createHash, randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import type { ImageContent } from '../../src/domain/image/imageDescription';
import type { StoredImage } from '../../src/domain/image/storedImage';
import type { StudyImage } from '../../src/domain/study/images/imageRecord';
import type { StudyRecord } from '../../src/domain/study/studyRecord';
import { openStore, type Store } from '../../src/storage/store';
import { hexId } from '../domain/arbitraries';
import { greyDescription } from '../support/greyDescription';
import { versionsIn } from '../support/seedStudy';
import { testSiteKey } from '../support/siteSecret';
import { storageAccount } from '../support/storageAccount';
import { storeNow } from '../support/storeNow';

const now = '2026-05-01T10:00:00.000Z';

let connectionString: string;
let store: Store;
let incoming: ContainerClient;

/** Another process over the same storage. */
function openAgain(): Store {
  const storage = { kind: 'connection-string', connectionString } as const;
  return openStore({ storage, incomingContainer: 'incoming', siteKey: testSiteKey });
}

beforeAll(async () => {
  connectionString = await storageAccount();
  store = openAgain();
  await store.prepare();
  incoming = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('incoming');
});

function image(name: string, baseline: StudyImage['baseline'] = 'routine'): StudyImage {
  return {
    imageId: hexId(name),
    receivedAt: now,
    frames: 1,
    baseline,
    analyses: [],
    unrouted: 'no-model',
    notes: [],
  };
}

async function add(studyId: string, ...images: StudyImage[]): Promise<StudyRecord> {
  return (await versionsIn(store, now)(studyId, images)).study;
}

describe('studies', () => {
  test('twenty writers at once lose no image, and every version is kept as it was', async () => {
    const studyId = hexId(randomUUID());
    const names = Array.from({ length: 20 }, (_, index) => `image ${index}`);
    await Promise.all(names.map((name) => add(studyId, image(name))));

    const study = (await store.results.study(studyId)) as StudyRecord;
    expect(study.images.map(({ imageId }) => imageId)).toEqual(names.map(hexId).sort());
    expect(study.version).toBe(20);
    for (let version = 1; version <= 20; version += 1) {
      expect(await store.results.version(studyId, version)).toMatchObject({
        version,
        ...(version > 1 ? { supersedes: version - 1 } : {}),
        images: { length: version },
      });
    }
  });

  test('of a large one the record is the difference to a version, from which every process makes it', async () => {
    const studyId = hexId(randomUUID());
    const slices = Array.from({ length: 120 }, (_, index) => image(`slice ${index}`));
    for (let from = 0; from < slices.length; from += 6) await add(studyId, ...slices.slice(from, from + 6));
    const other = openAgain();
    const study = (await other.results.study(studyId)) as StudyRecord;
    expect(study).toEqual(await store.results.study(studyId));
    expect(study).toMatchObject({ version: 20, images: { length: 120 } });
    const blobs = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('results');
    const bytes = await blobs.getBlobClient(`studies/${studyId}.json`).downloadToBuffer();
    expect(JSON.parse(gunzipSync(bytes).toString())).toMatchObject({ base: 17 });

    const base = blobs.getBlockBlobClient(`studies/${studyId}/v17.json`);
    await base.upload('{}', 2);
    await expect(openAgain().results.study(studyId)).rejects.toThrow(
      `studies/${studyId}/v17.json was changed`,
    );
    await base.delete();
    await expect(openAgain().results.study(studyId)).rejects.toThrow(
      `studies/${studyId}/v17.json was changed`,
    );
    // As an erasure leaves it for a moment.
    await blobs.getBlobClient(`studies/${studyId}.json`).delete();
    expect(await openAgain().results.study(studyId)).toBeUndefined();
  });

  test('what another process did meanwhile is neither lost nor repeated', async () => {
    const studyId = hexId(randomUUID());
    await add(studyId, image('first'));
    const other = versionsIn(openAgain(), now);
    await other(studyId, [image('second')]);
    const { study } = await versionsIn(store, now)(studyId, [image('third')]);
    expect(study).toMatchObject({ version: 3, images: { length: 3 } });
    expect((await add(studyId, image('second'))).version).toBe(3);
  });

  test('a delivery that adds nothing makes no version', async () => {
    const studyId = hexId(randomUUID());
    for (let round = 0; round < 5; round += 1) await add(studyId, image('same'));
    expect(await store.results.study(studyId)).toMatchObject({ version: 1, revision: 1 });
    expect(await store.results.version(studyId, 2)).toBeUndefined();
  });

  test('a version that somebody else wrote in advance is replaced, which becomes known, and stops no image', async () => {
    const studyId = hexId(randomUUID());
    await add(studyId, image('first'));
    const results = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('results');
    await results.uploadBlockBlob(`studies/${studyId}/v2.json`, '{}', 2);
    await expect(add(studyId, image('second'))).rejects.toThrow(`studies/${studyId}/v2.json was changed`);
    expect(await store.results.study(studyId)).toMatchObject({ version: 1 });
    expect(await add(studyId, image('third'))).toMatchObject({ version: 3, images: { length: 3 } });
  });
});

describe('incoming files', () => {
  test('only the version that arrived is read', async () => {
    const first = await incoming.uploadBlockBlob('a.dcm', 'one', 3);
    const etag = first.response.etag as string;
    expect((await store.incoming.download('a.dcm', etag, 100)).toString()).toBe('one');
    await incoming.uploadBlockBlob('a.dcm', 'two', 3);
    await expect(store.incoming.download('a.dcm', etag, 100)).rejects.toMatchObject({
      code: 'changed-during-read',
    });
    await expect(store.incoming.download('gone.dcm', etag, 100)).rejects.toMatchObject({
      code: 'changed-during-read',
    });
  });

  test('a file over the limit is refused without being loaded, and an empty one is read as empty', async () => {
    const large = await incoming.uploadBlockBlob('large', '12345', 5);
    await expect(store.incoming.download('large', large.response.etag as string, 4)).rejects.toMatchObject({
      code: 'too-large',
      detail: { value: 5 },
    });
    const empty = await incoming.uploadBlockBlob('empty', '', 0);
    expect(await store.incoming.download('empty', empty.response.etag as string, 4)).toHaveLength(0);
  });

  test('a refused file is kept in quarantine even when the sender clears incoming', async () => {
    const arrivalId = hexId(randomUUID());
    const { response } = await incoming.uploadBlockBlob('broken ä.dcm', 'bytes', 5);
    const etag = response.etag as string;
    const [content] = await store.quarantine.keep({ arrivalId, name: 'broken ä.dcm', etag });
    expect(content?.sha256).toBe(createHash('sha256').update('bytes').digest('hex'));
    await storeNow(
      store.quarantine.prepare({
        schemaVersion: 1,
        arrivalId,
        reason: 'truncated',
        detail: {},
        receivedAt: now,
        quarantinedAt: now,
      }),
    );
    await incoming.deleteBlob('broken ä.dcm');
    const kept = BlobServiceClient.fromConnectionString(connectionString)
      .getContainerClient('quarantine')
      .getBlobClient(`${arrivalId}/file`);
    expect((await kept.downloadToBuffer()).toString()).toBe('bytes');
    expect(await store.quarantine.read(arrivalId)).toMatchObject({ reason: 'truncated' });
  });
});

describe('arrivals', () => {
  test('the first outcome stands', async () => {
    const arrivalId = hexId(randomUUID());
    const outcome = { schemaVersion: 1, arrivalId, outcome: 'quarantined', finishedAt: now } as const;
    await storeNow(store.arrivals.prepareOutcome({ ...outcome, reason: 'truncated' }));
    await storeNow(store.arrivals.prepareOutcome({ ...outcome, reason: 'internal-error' }));
    expect(await store.arrivals.outcome(arrivalId)).toMatchObject({ reason: 'truncated' });
    expect(await store.arrivals.finished()).toContain(arrivalId);
  });
});

describe('images and identities', () => {
  const imageId = hexId(randomUUID());
  const studyId = hexId(randomUUID());

  test('come back as they were stored', async () => {
    const stored = { ...greyDescription(1, 3), imageId, studyId };
    await storeNow(
      store.images.prepare(stored, { pixels: Uint8Array.of(1, 2, 3), codestreams: [Uint8Array.of(4, 5)] }),
    );
    expect(await store.images.find(imageId)).toEqual(stored);
    expect([...((await store.images.frame(stored, 0)) ?? [])]).toEqual([1, 2, 3]);
    expect([...((await store.images.codestream(stored, 0)) ?? [])]).toEqual([4, 5]);
  });

  test('the pictures of one visit are one blob, and each is found by its name', async () => {
    const made = (...names: string[]) => names.map((name) => ({ name, png: Buffer.from(`${name}\n`) }));
    const [first, later] = await Promise.all([
      store.images.preparePictures(imageId, made('heat', 'heat-a')),
      store.images.preparePictures(imageId, made('heat', 'heat-b')),
    ]);
    expect([first.contents.length, first.sha256]).toEqual([1, expect.stringMatching(/^[0-9a-f]{64}$/)]);
    await first.store();
    await later.store();
    const visits = [first.sha256, later.sha256] as string[];
    const find = async (name: string) => (await store.images.madePicture(imageId, visits, name))?.toString();
    expect(await find('heat')).toBe('heat\n');
    expect(await find('heat-a')).toBe('heat-a\n');
    expect(await find('heat-b')).toBe('heat-b\n');
    expect(await find('heat-c')).toBeUndefined();
    const none = await store.images.preparePictures(imageId, []);
    expect([none.contents, none.sha256]).toEqual([[], undefined]);
  });

  test('the pictures of the first visit lie with the image, those of later ones beside it', async () => {
    const image = { ...greyDescription(1, 3), imageId: hexId(randomUUID()), studyId };
    const admit = async (name: string) => {
      const { withPictures } = await store.images.prepare(image, { pixels: Uint8Array.of(1, 2, 3) });
      const made = await withPictures(undefined, [{ name, png: Buffer.from(name) }]);
      return { isNew: await made.store(), sha256: made.sha256 as string };
    };
    const blobs: string[] = [];
    const [first, again, later] = [await admit('heat-a'), await admit('heat-a'), await admit('heat-b')];
    expect([first, again, later].map(({ isNew }) => isNew)).toEqual([true, false, false]);
    const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('images');
    for await (const { name } of container.listBlobsFlat({ prefix: image.imageId })) blobs.push(name);
    expect(blobs).toEqual([`${image.imageId}/image`, `${image.imageId}/pictures/${later.sha256}`]);
    const find = async (name: string, ...visits: string[]) =>
      (await store.images.madePicture(image.imageId, visits, name))?.toString();
    expect([await find('heat-a'), await find('heat-a', later.sha256)]).toEqual(['heat-a', 'heat-a']);
    expect([await find('heat-b'), await find('heat-b', later.sha256)]).toEqual([undefined, 'heat-b']);
    const beside = `${image.imageId}/pictures/${later.sha256}`;
    expect(await store.images.isIntact(beside)).toBe(true);
    await container.getBlockBlobClient(beside).uploadData(Buffer.from('changed'));
    expect(await store.images.isIntact(beside)).toBe(false);
    expect(await store.images.isIntact(`${image.imageId}/pictures/${first.sha256}`)).toBe(true);
  });

  describe('of an image of three frames, one is read without the others', () => {
    const content = { pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    const codestreams = [Uint8Array.of(7), Uint8Array.of(8, 8), Uint8Array.of(9, 9, 9)];
    const kept = async (image: StoredImage, more: Partial<ImageContent>) => {
      await storeNow(store.images.prepare(image, { ...content, ...more }));
      const found = await store.images.find(image.imageId);
      if (found === undefined) throw new Error('expected an image');
      return found;
    };
    const threeFrames = () => ({
      ...greyDescription(1, 2),
      frames: 3,
      imageId: hexId(randomUUID()),
      studyId,
    });

    test('in gzip', async () => {
      const image = await kept(threeFrames(), {});
      const frames = await Promise.all([2, 0, 1].map((frame) => store.images.frame(image, frame)));
      expect(frames.map((frame) => [...(frame ?? [])])).toEqual([
        [5, 6],
        [1, 2],
        [3, 4],
      ]);
      expect(() => store.images.packedFrame(image, 3)).toThrow('frame 3 of 3');
    });

    test('as it was compressed, where the pixels are of the first one', async () => {
      const codedFrames = { photometricInterpretation: 'MONOCHROME2', highBit: 7 };
      const image = await kept(
        { ...threeFrames(), codedFrames },
        { pixels: Uint8Array.of(1, 2), codestreams },
      );
      expect([...((await store.images.frame(image, 0)) ?? [])]).toEqual([1, 2]);
      const frames = await Promise.all([2, 0, 1].map((frame) => store.images.codestream(image, frame)));
      expect(frames.map((frame) => [...(frame ?? [])])).toEqual([[9, 9, 9], [7], [8, 8]]);
    });
  });

  test('an identity is written once, and tells by its name which arrival brought it and of whom', async () => {
    const { identity } = store;
    const [pseudonym, arrivalId, again] = ['P', 'arrival', 'again'].map(hexId) as [string, string, string];
    const place = { studyId, imageId, arrivalId, pseudonym };
    await storeNow(identity.prepare(place, { patientName: 'SYNTHETIC^FIRST' }));
    await storeNow(identity.prepare(place, { patientName: 'SYNTHETIC^SECOND' }));
    expect([...(await identity.identities(studyId))]).toEqual([
      [imageId, { schemaVersion: 1, patientName: 'SYNTHETIC^FIRST' }],
    ]);
    await storeNow(identity.prepare({ studyId, imageId, arrivalId: again }, {}));
    expect((await identity.arrivals(studyId)).sort()).toEqual([arrivalId, again].sort());
    expect(await identity.imageIds(studyId)).toEqual([imageId]);
    expect(await identity.patientsOf(studyId)).toEqual([pseudonym]);
    expect(await identity.patientsOf(studyId, [hexId('another image')])).toEqual([]);
    expect(await identity.studiesOfPatient(pseudonym)).toEqual([studyId]);
    await identity.unlinkPatients(studyId);
    expect(await identity.studiesOfPatient(pseudonym)).toEqual([]);
  });

  test('the salt of a study is made once, and is at hand for as long as the study is worked on', async () => {
    const { identity } = store;
    const id = hexId(randomUUID());
    const first = await identity.hold(id);
    expect(first.isNew).toBe(true);
    const second = await identity.hold(id);
    expect(second.salt).toBe(first.salt);
    const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('identity');
    await container.deleteBlob(`${id}/salt.json`);
    first.release();
    expect(await identity.salt(id)).toBe(first.salt);
    second.release();
    expect(await identity.knownSalt(id)).toBeUndefined();
    const salts = await Promise.all([identity.salt(id), identity.salt(id), identity.salt(id)]);
    expect(new Set(salts).size).toBe(1);
    expect(salts[0]).not.toBe(first.salt);
    expect(await identity.hold(id)).toMatchObject({ salt: salts[0], isNew: false });
  });
});
