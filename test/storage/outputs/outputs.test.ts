import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { withEdition } from '../../../src/domain/outputs/delivery';
import { SealedBlobs } from '../../../src/storage/blobs/sealedBlobs';
import { GatewayAnswers } from '../../../src/storage/outputs/answers';
import { Outputs } from '../../../src/storage/outputs/outputs';
import { hexId } from '../../domain/arbitraries';
import { testMacs } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';

let container: ContainerClient;
let answers: ContainerClient;
let outputs: Outputs;

beforeAll(async () => {
  const blobs = BlobServiceClient.fromConnectionString(await storageAccount());
  container = blobs.getContainerClient('outputs');
  answers = blobs.getContainerClient('answers');
  await Promise.all([container.create(), answers.create()]);
  outputs = new Outputs(new SealedBlobs(container, testMacs));
});

const edition = { edition: 'v1', version: 1, isFinal: false };
const now = '2026-05-01T10:00:00.000Z';

const placeOf = (studyId: string) => ({ studyId, receiver: 'ehr', form: 'fhir' }) as const;

async function fill(studyId: string): Promise<void> {
  const place = placeOf(studyId);
  await outputs.change(place, (delivery) => withEdition(delivery, edition, now));
  const objects = await outputs.keep(place, 'v1', [{ bytes: Buffer.from('{}') }]);
  for (const mark of ['open', 'dead'] as const) await outputs.mark(mark, place);
  await outputs.putOrder(place, {
    schemaVersion: 1,
    orderId: hexId('order'),
    receiver: 'ehr',
    form: 'oru',
    mediaType: 'application/hl7-v2',
    orderedAt: now,
    objects,
  });
}

async function names(): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of container.listBlobsFlat()) found.push(name);
  return found;
}

test('a study is found with all its outputs, and erased with all of them', async () => {
  const [one, two] = [hexId('one'), hexId('two')];
  await fill(one);
  const before = await names();
  await fill(two);
  expect(await outputs.deliveriesOf(one)).toMatchObject([{ ...placeOf(one), editions: [{ edition: 'v1' }] }]);
  const marked = [];
  for await (const place of outputs.marked('open')) marked.push(place);
  expect(marked).toEqual([one, two].sort().map(placeOf));
  await outputs.removeStudy(two);
  expect(await names()).toEqual(before);
});

test('what was made twice is kept once', async () => {
  const place = placeOf(hexId('twice'));
  const made = [{ bytes: Buffer.from('same') }];
  expect(await outputs.keep(place, 'v1', made)).toEqual(await outputs.keep(place, 'v1', made));
});

test('an object that somebody changed is not sent', async () => {
  const place = placeOf(hexId('changed'));
  const [object] = await outputs.keep(place, 'v1', [{ bytes: Buffer.from('mine') }]);
  const blob = object?.blob ?? '';
  const { metadata } = await container.getBlobClient(blob).getProperties();
  await container.getBlockBlobClient(blob).uploadData(Buffer.from('theirs'), { metadata: metadata ?? {} });
  await expect(outputs.object(blob)).rejects.toThrow(/was changed outside the app/);
});

test('of what a gateway says, only an answer to the order is read', async () => {
  const read = new GatewayAnswers(answers);
  const orderId = hexId('order');
  const good = {
    schemaVersion: 1,
    orderId,
    sha256: [],
    tries: 1,
    at: now,
    outcome: 'accepted',
    code: 'accepted',
  };
  const put = (text: string) => answers.getBlockBlobClient(`${orderId}.json`).uploadData(Buffer.from(text));
  expect(await read.answer(orderId)).toBeUndefined();
  await put(JSON.stringify(good));
  expect(await read.answer(orderId)).toEqual(good);
  for (const bad of [
    '',
    'garbage',
    JSON.stringify({ ...good, orderId: hexId('other') }),
    JSON.stringify({ ...good, status: 'SYNTHETIC^NAME' }),
    JSON.stringify({ ...good, more: 1 }),
    `${' '.repeat(70_000)}${JSON.stringify(good)}`,
  ]) {
    await put(bad);
    expect(await read.answer(orderId)).toBe('malformed');
  }
  await read.forget(orderId);
  expect(await read.answer(orderId)).toBeUndefined();
});
