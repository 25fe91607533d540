import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { emptyStanding, withStep } from '../../../src/domain/models/modelStanding';
import { ModelContainer } from '../../../src/storage/site/modelContainer';
import { hexId } from '../../domain/arbitraries';
import { storageAccount } from '../../support/storageAccount';

let container: ContainerClient;
let models: ModelContainer;

beforeAll(async () => {
  container = BlobServiceClient.fromConnectionString(await storageAccount()).getContainerClient('models');
  models = new ModelContainer(container);
});

const step = (version: string) => ({
  eventId: hexId(version),
  at: '2026-01-01T00:00:00Z',
  by: { subject: 'alice', kind: 'cli' as const },
  change: 'promoted' as const,
  version,
  sha256: hexId('network'),
  from: 'shadow' as const,
  to: 'promoted' as const,
  reason: 'because',
});

test('a container that is not there yet holds nothing', async () => {
  expect(await models.exists()).toBe(false);
  expect(await models.list()).toEqual([]);
  await container.create();
  expect(await models.exists()).toBe(true);
});

test('a blob is read in the version that was listed, or not at all', async () => {
  await models.put('a/1.0.0/model.onnx', Buffer.from('first'));
  const [listed] = await models.list();
  expect(listed).toMatchObject({ name: 'a/1.0.0/model.onnx', bytes: 5 });
  expect(String(await models.read(listed as NonNullable<typeof listed>))).toBe('first');
  await models.put('a/1.0.0/model.onnx', Buffer.from('second'));
  await expect(models.read(listed as NonNullable<typeof listed>)).rejects.toMatchObject({ statusCode: 412 });
});

test('a manifest is written once', async () => {
  expect(await models.create('a/1.0.0/manifest.json', Buffer.from('{}'))).toBe(true);
  expect(await models.create('a/1.0.0/manifest.json', Buffer.from('{"other":1}'))).toBe(false);
});

test('of two who change a model at once, one is told; the other is in the record', async () => {
  const change = (version: string) =>
    models.changeStanding('a', (record) =>
      withStep(record ?? emptyStanding('a', undefined), step(version), 0),
    );
  const results = await Promise.allSettled([change('1.0.0'), change('2.0.0')]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = results.find((one) => one.status === 'rejected');
  expect(String(lost?.reason)).toMatch(/somebody else has just changed what a may do/);
  const record = await models.changeStanding('a', (known) => known as NonNullable<typeof known>);
  expect(record?.history).toHaveLength(1);
});
