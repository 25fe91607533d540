import { BlobServiceClient } from '@azure/storage-blob';
import { type SealedObject, sealedSubjectOf } from '../../../src/domain/kernel/sealing/sealedObject';
import { openStore, type Store } from '../../../src/storage/store';
import { hexId } from '../../domain/arbitraries';
import { greyDescription } from '../../support/greyDescription';
import { testSiteKey } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';
import { type Kept, storedContents } from '../../support/storedContents';
import { storeNow } from '../../support/storeNow';

// Kinds of blobs that test/functions/changedOutside.test.ts, where an app makes them, does not have.

const at = '2026-05-01T10:00:00.000Z';
const names = ['one', 'other'] as const;

let store: Store;
let blobs: BlobServiceClient;

beforeAll(async () => {
  const connectionString = await storageAccount();
  blobs = BlobServiceClient.fromConnectionString(connectionString);
  store = openStore({
    storage: { kind: 'connection-string', connectionString },
    incomingContainer: 'incoming',
    siteKey: testSiteKey,
  });
  await store.prepare();
  for (const name of names) await keep(name);
});

const imageOf = (name: string) => hexId(`image ${name}`);
const arrivalOf = (name: string) => hexId(`arrival ${name}`);

const storedOf = (name: string) => ({
  ...greyDescription(1, 3),
  imageId: imageOf(name),
  studyId: hexId(`study ${name}`),
});

/** One of each kind, as the app writes it. */
async function keep(name: string): Promise<void> {
  const common = { schemaVersion: 1 as const, arrivalId: arrivalOf(name) };
  const reason = 'truncated' as const;
  await storeNow(
    store.quarantine.prepare({ ...common, reason, detail: {}, receivedAt: at, quarantinedAt: at }),
  );
  const codestream = Buffer.from(`codestream of ${name}`);
  await storeNow(
    store.images.prepare(storedOf(name), { pixels: Uint8Array.of(1, 2, 3), codestreams: [codestream] }),
  );
  await store.arrivals.recordExportPage({ ...common, page: 0, members: [] });
  await store.arrivals.recordExport({ ...common, members: 0, pages: 1, skipped: [], missing: [name] });
}

const kinds: [
  what: string,
  kind: SealedObject,
  placeOf: (name: string) => [container: string, blob: string],
  read: (name: string) => Promise<unknown>,
][] = [
  [
    'the record of a refusal',
    'refusal',
    (name) => ['quarantine', `${arrivalOf(name)}/refusal.json`],
    (name) => store.quarantine.read(arrivalOf(name)),
  ],
  [
    'a codestream',
    'codestream',
    (name) => ['images', `${imageOf(name)}/codestream`],
    (name) => store.images.codestream(storedOf(name), 0),
  ],
  [
    'the list of an export',
    'export',
    (name) => ['arrivals', `exports/${arrivalOf(name)}.json`],
    (name) => store.arrivals.export(arrivalOf(name)),
  ],
  [
    'a page of that list',
    'export',
    (name) => ['arrivals', `exports/${arrivalOf(name)}/0.json`],
    (name) => store.arrivals.exportPage(arrivalOf(name), 0),
  ],
];

const contents = storedContents(() => blobs);
const kept = ([container, name]: [string, string]) => contents.read(container, name);
const put = ([container, name]: [string, string], what: Kept) => contents.write(container, name, what);

/** The same with a bit flipped in the middle. */
function flipped({ bytes, metadata }: Kept): Kept {
  const middle = bytes.length >> 1;
  const changed = Buffer.from(bytes);
  changed.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  return { bytes: changed, metadata };
}

test.each(kinds)(
  '%s: changed outside the app, it is refused when it is read',
  async (_, kind, placeOf, read) => {
    const [name, other] = names;
    const [container, blob] = placeOf(name);
    expect(sealedSubjectOf(container, blob).object).toBe(kind);
    const [own, others] = [await kept(placeOf(name)), await kept(placeOf(other))];
    const attacks = [flipped(own), others, { ...own, bytes: others.bytes }, { ...own, metadata: {} }];
    for (const attack of attacks) {
      await put(placeOf(name), attack);
      await expect(read(name)).rejects.toMatchObject({ code: 'changed-outside', container, blob });
      expect(await store.isIntact(container, blob)).toBe(false);
    }
    await put(placeOf(name), own);
    expect(await read(name)).toBeDefined();
    expect(await read(other)).toBeDefined();
  },
);
