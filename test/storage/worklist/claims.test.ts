import { openStore, type Store } from '../../../src/storage/store';
import { hexId } from '../../domain/arbitraries';
import { testSiteKey } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';

let store: Store;
const study = hexId('study');
const at = (minutes: number) => new Date(Date.UTC(2026, 4, 1, 10, minutes)).toISOString();
const claimOf = (name: string, until: number) => ({ subject: name, name: `Dr. ${name}`, until: at(until) });

beforeAll(async () => {
  const storage = { kind: 'connection-string' as const, connectionString: await storageAccount() };
  store = openStore({ storage, incomingContainer: 'incoming', siteKey: testSiteKey });
  await store.prepare();
});

test('a claim stands until it lapses or is given up; others are told whose it is', async () => {
  const { claims } = store;
  expect(await claims.claim(study, claimOf('a', 5), at(0))).toEqual(claimOf('a', 5));
  expect(await claims.claim(study, claimOf('b', 6), at(1))).toEqual(claimOf('a', 5));
  expect(await claims.claim(study, claimOf('a', 7), at(2))).toEqual(claimOf('a', 7));
  expect([...(await claims.current(at(3)))]).toEqual([[study, claimOf('a', 7)]]);
  await claims.release(study, 'b');
  expect((await claims.current(at(3))).size).toBe(1);
  expect(await claims.claim(study, claimOf('b', 13), at(8))).toEqual(claimOf('b', 13));
  await claims.release(study, 'b');
  expect((await claims.current(at(8))).size).toBe(0);
});

test('of two at once one has it, and both are told the same', async () => {
  const both = await Promise.all(
    ['c', 'd'].map((name) => store.claims.claim(study, claimOf(name, 5), at(0))),
  );
  expect(both[0]).toEqual(both[1]);
});

test('preferences are kept for each person; what cannot be read is none', async () => {
  const none = await store.preferences.of('a');
  await store.preferences.put('a', { ...none, sound: true, hiddenColumns: ['why'] });
  expect(await store.preferences.of('a')).toEqual({ ...none, sound: true, hiddenColumns: ['why'] });
  expect(await store.preferences.of('b')).toEqual(none);
});
