import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { asSiteKey } from '../../../src/domain/kernel/identifiers/ids';
import { OtherSiteKeyError } from '../../../src/domain/kernel/sealing/otherSiteKey';
import { openStore } from '../../../src/storage/store';
import { hexId } from '../../domain/arbitraries';
import { testSiteKey } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';

let connectionString: string;
let identity: ContainerClient;

beforeAll(async () => {
  connectionString = await storageAccount();
  identity = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('identity');
});

function storeWith(siteKey: typeof testSiteKey) {
  return openStore({
    storage: { kind: 'connection-string', connectionString },
    incomingContainer: 'incoming',
    siteKey,
  });
}

const another = asSiteKey(Buffer.alloc(32, 8));

test('a storage that another site key wrote is refused, also when its mark was removed, until the key is back', async () => {
  await storeWith(testSiteKey).prepare();
  await storeWith(testSiteKey).prepare();
  await expect(storeWith(another).prepare()).rejects.toThrow(OtherSiteKeyError);
  expect(await storeWith(another).faults()).toEqual([{ part: 'identity', why: 'other-site-key' }]);

  await storeWith(testSiteKey).arrivals.record({
    schemaVersion: 1,
    arrivalId: hexId('a file'),
    container: 'incoming',
    name: 'x.dcm',
    etag: 'e',
    receivedAt: '2026-05-01T10:00:00.000Z',
    lane: 'routine',
    salt: '5a'.repeat(32),
  });
  await identity.deleteBlob('site.json');
  await expect(storeWith(another).prepare()).rejects.toThrow(OtherSiteKeyError);
  await storeWith(testSiteKey).prepare();
  expect(await storeWith(testSiteKey).faults()).toEqual([]);
});
