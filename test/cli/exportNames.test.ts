import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BlobServiceClient, BlockBlobClient, type StorageSharedKeyCredential } from '@azure/storage-blob';
import { verifierKeyOf } from '../../src/audit/proof/verifierKey';
import { exportAudit } from '../../src/cli/commands/audit/support/exportAudit';
import { AccountTree } from '../../src/storage/audit/blobTree';
import { storageAccount } from '../support/storageAccount';

let around: string;
let blobs: BlobServiceClient;

beforeAll(async () => {
  around = mkdtempSync(path.join(tmpdir(), 'export-names-'));
  blobs = BlobServiceClient.fromConnectionString(await storageAccount());
  for (const name of ['audit', 'results', 'identity', 'arrivals', 'quarantine', 'models'])
    await blobs.getContainerClient(name).create();
});
afterAll(() => rmSync(around, { recursive: true, force: true }));

/** Whoever writes the address by hand can give a blob any name. */
async function plant(container: string, name: string): Promise<void> {
  const { url } = blobs.getContainerClient(container);
  const address = `${url}/${encodeURIComponent(name)}`;
  await new BlockBlobClient(address, blobs.credential as StorageSharedKeyCredential).upload('evil', 4);
}

test('an export writes nothing outside of its folder, whatever blobs are called, and names the one that it stops at', async () => {
  // The address of this name is that of another blob, so there is something to be read.
  const name = `../../${blobs.accountName}/results/evil`;
  await plant('results', 'evil');
  await plant('results', name);
  expect(await listed('results')).toContain(name);
  const place = { tree: new AccountTree(blobs), storage: undefined, folder: undefined };
  const target = path.join(around, 'a', 'export');
  const none = path.join(around, 'none');
  const exporting = exportAudit(
    place,
    target,
    verifierKeyOf('a-log', generateKeyPairSync('ed25519').publicKey),
    { models: none },
  );
  await expect(exporting).rejects.toThrow(JSON.stringify(`results/${name}`));
  expect(existsSync(path.join(target, '..', blobs.accountName, 'results', 'evil'))).toBe(false);
  await expect(place.tree.read('results', name)).rejects.toThrow('leads out of its container');
});

async function listed(container: string): Promise<string[]> {
  const names: string[] = [];
  for await (const name of new AccountTree(blobs).list(container)) names.push(name);
  return names;
}
