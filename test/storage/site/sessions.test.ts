import type { ContainerClient } from '@azure/storage-blob';
import { connectStorage } from '../../../src/storage/connect';
import { Sessions } from '../../../src/storage/site/sessions';
import { storageAccount } from '../../support/storageAccount';
import { waitFor } from '../../support/waitFor';

let container: ContainerClient;
let time: number;
const [one, other] = ['A'.repeat(22), 'B'.repeat(22)];
const inHours = (hours: number) => new Date(time + hours * 3_600_000);
const process = () => new Sessions(container, () => time);
const names = async () => {
  const found: string[] = [];
  for await (const { name } of container.listBlobsFlat()) found.push(name);
  return found;
};

beforeAll(async () => {
  const connectionString = await storageAccount();
  const { blobs } = connectStorage({ kind: 'connection-string', connectionString });
  container = blobs.getContainerClient('sessions');
});

beforeEach(async () => {
  time = Date.parse('2026-01-01T10:00:00Z');
  await container.deleteIfExists();
  await container.create();
});

test('a session that was signed out is known at once where it was, and everywhere within five seconds', async () => {
  const [here, elsewhere] = [process(), process()];
  expect(await elsewhere.isRevoked(one)).toBe(false);
  await here.revoke(one, inHours(8));
  expect([await here.isRevoked(one), await here.isRevoked(other)]).toEqual([true, false]);
  time += 5_000;
  expect([await elsewhere.isRevoked(one), await elsewhere.isRevoked(other)]).toEqual([true, false]);
});

test('the list is read once every five seconds, however many ask', async () => {
  const sessions = process();
  const list = jest.spyOn(container, 'listBlobsFlat');
  for (let turn = 0; turn < 50; turn += 1) {
    await Promise.all([sessions.isRevoked(one), sessions.isRevoked(other)]);
    time += 100;
  }
  expect(list).toHaveBeenCalledTimes(1);
  list.mockRestore();
});

test('what is past its end is removed, and nothing says who it was', async () => {
  const sessions = process();
  await sessions.revoke(one, inHours(1));
  await sessions.revoke(other, inHours(8));
  await sessions.keep('C'.repeat(22), inHours(1), 'sealed');
  expect(await names()).toEqual([
    expect.stringMatching(/^ended\/\d+\/A+$/),
    expect.stringMatching(/^ended\/\d+\/B+$/),
    expect.stringMatching(/^kept\/\d+\/C+$/),
  ]);
  time += 2.5 * 3_600_000;
  expect(await sessions.isRevoked(other)).toBe(true);
  await waitFor('the rest to be removed', async () => (await names()).length === 1);
  expect((await names())[0]).toMatch(/B+$/);
});

test('what renews a session goes with it', async () => {
  const sessions = process();
  await sessions.keep(one, inHours(8), 'sealed');
  expect(await process().kept(one, inHours(8))).toBe('sealed');
  await sessions.revoke(one, inHours(8));
  expect(await process().kept(one, inHours(8))).toBeUndefined();
});
