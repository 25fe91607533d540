import { verifyPatients } from '../../../src/audit/verify/rows/verifyPatients';
import type { InstanceIdentity } from '../../../src/domain/image/imageDescription';
import { Macs } from '../../../src/domain/kernel/sealing/macs';
import { wantedTerms } from '../../../src/domain/study/patient/patientTerms';
import { AccountTree } from '../../../src/storage/audit/blobTree';
import { connectStorage } from '../../../src/storage/connect';
import { openStore, type Store } from '../../../src/storage/store';
import { patientTable } from '../../../src/storage/studies/patientIndex';
import { hexId } from '../../domain/arbitraries';
import { testSiteKey } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';

const people: Readonly<Record<string, InstanceIdentity>> = {
  jose: { patientName: 'García Núñez^José María^^Dr.', patientId: 'AB-123 45', accessionNumber: '2026/0017' },
  joseph: { patientName: 'Garciano^Joseph', patientId: '12345' },
  yamada: { patientName: 'Yamada^Tarou=山田^太郎=やまだ^たろう', patientId: '99' },
  brien: { patientName: "O'Brien^Seán", patientId: 'X1' },
  wang: { patientName: 'Wang^XiaoDong=王^小東' },
};

let storage: { kind: 'connection-string'; connectionString: string };
let store: Store;

const open = () => openStore({ storage, incomingContainer: 'incoming', siteKey: testSiteKey });
const rows = () => connectStorage(storage).table(patientTable);
const idOf = (name: string) => hexId(`study of ${name}`);

async function admit(name: string, identity: InstanceIdentity, image = 'image'): Promise<void> {
  const place = { studyId: idOf(name), imageId: hexId(image), arrivalId: hexId(`${name} ${image}`) };
  const held = await store.identity.hold(place.studyId);
  await (await store.identity.prepare(place, identity)).store();
  held.release();
}

beforeAll(async () => {
  storage = { kind: 'connection-string', connectionString: await storageAccount() };
  store = open();
  await store.prepare();
  for (const [name, identity] of Object.entries(people)) await admit(name, identity);
});

async function found(text: string): Promise<string[]> {
  const ids = (await store.identity.find(wantedTerms(text))) ?? new Set(['too many']);
  return [...ids].map((id) => Object.keys(people).find((name) => idOf(name) === id) ?? id).sort();
}

async function keys(): Promise<string[]> {
  const all: string[] = [];
  for await (const key of store.patients.rowKeys()) all.push(key);
  return all;
}

const verify = () =>
  verifyPatients(
    new AccountTree(connectStorage(storage).blobs),
    () => store.patients.rowKeys(),
    new Macs(testSiteKey),
  );

test.each([
  ['garcia', ['jose', 'joseph']],
  ['GARCÍA', ['jose', 'joseph']],
  ['nune', ['jose']],
  ['maria gar', ['jose']],
  ['josé', ['jose', 'joseph']],
  ['"josé"', ['jose']],
  ['yama', ['yamada']],
  ['山田', ['yamada']],
  ['山田太郎', ['yamada']],
  ['太郎', ['yamada']],
  ['ヤマダ', ['yamada']],
  ['ﾔﾏﾀﾞ', ['yamada']],
  ['obrien', ['brien']],
  ["O'Brien", ['brien']],
  ['brien sean', ['brien']],
  ['王小', ['wang']],
  ['123', ['jose', 'joseph']],
  ['12345', ['joseph']],
  ['ab12', ['jose']],
  ['AB-123', ['jose']],
  ['"AB-123 45"', ['jose']],
  ['"AB-123"', []],
  ['2026/0017', ['jose']],
  ['20260017', ['jose']],
  ['nobody', []],
  ['arcia', []],
])('%s finds %j', async (text, names) => {
  expect(await found(text)).toEqual(names);
});

test('no row holds a text of a patient, and what follows from the identities is all there', async () => {
  const said = JSON.stringify(await keys()).toLowerCase();
  expect(await keys()).not.toHaveLength(0);
  for (const text of ['garc', 'yamada', '山田', '12345', 'brien']) expect(said).not.toContain(text);
  expect((await keys()).every((key) => /^(study )?[0-9a-f-]+$/.test(key))).toBe(true);
  expect(await verify()).toEqual([]);
});

test('an image that names somebody else is found by both; from whichever process it comes', async () => {
  store = open();
  await admit('wang', { patientName: 'Zhang^Li' }, 'another');
  expect(await found('zhang')).toEqual(['wang']);
  expect(await found('wang')).toEqual(['wang']);
});

test('what is missing or extra is found by verification, and made anew', async () => {
  await store.patients.remove(idOf('yamada'));
  expect(await store.patients.studiesIn('')).not.toContain(idOf('yamada'));
  const image = JSON.stringify({});
  await connectStorage(storage)
    .blobs.getContainerClient('results')
    .getBlockBlobClient(`studies/${idOf('yamada')}.json`)
    .upload(image, image.length);
  const [key = ''] = (await keys()).filter((one) => one.endsWith(`-${idOf('brien')}`));
  const planted = key.replace(idOf('brien'), idOf('nobody'));
  await rows().createEntity({ partitionKey: 'terms', rowKey: planted });
  expect(await verify()).toEqual([
    { code: 'row-without-record', where: `patients/study ${idOf('nobody')}` },
    { code: 'row-missing', where: `patients/study ${idOf('yamada')}` },
  ]);
  await rows().deleteEntity('terms', planted);
  expect(await store.identity.relist(idOf('yamada'))).toBe(true);
  expect(await found('yamada')).toEqual(['yamada']);
  expect(await verify()).toEqual([]);
});

test('an erased study is found no more, and can come again', async () => {
  await store.erase.removeStudy(idOf('jose'));
  expect(await found('garcia')).toEqual(['joseph']);
  expect((await keys()).filter((key) => key.includes(idOf('jose')))).toEqual([]);
  await admit('jose', people.jose ?? {});
  expect(await found('garcia')).toEqual(['jose', 'joseph']);
});
