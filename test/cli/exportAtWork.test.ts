import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { witnessFolder } from '../../src/app/auditSealer';
import { exportAudit } from '../../src/cli/commands/audit/support/exportAudit';
import { WitnessStore, witnessContainer } from '../../src/storage/audit/witness';
import { MemoryTree, testSigner } from '../audit/memoryLog';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';

const folder = new TemporaryFolder();
const before = process.env.TRIAGE_AUDIT_WITNESS;

afterAll(() => {
  folder.remove();
  if (before === undefined) delete process.env.TRIAGE_AUDIT_WITNESS;
  else process.env.TRIAGE_AUDIT_WITNESS = before;
});

test('what the witness gets while a log is exported is not in the export: its log does not cover that yet', async () => {
  const connection = await storageAccount();
  process.env.TRIAGE_AUDIT_WITNESS = connection;
  const { key } = testSigner();
  const blobs = BlobServiceClient.fromConnectionString(connection);
  const witness = new WitnessStore(blobs.getContainerClient(witnessContainer), witnessFolder(key.name));
  await witness.keep(1, 'the first');

  class SealedMeanwhile extends MemoryTree {
    override async read(container: string, name: string) {
      const bytes = await super.read(container, name);
      if (name === 'checkpoint') await witness.keep(2, 'the second');
      return bytes;
    }
  }
  const tree = new SealedMeanwhile(new Map([['audit/checkpoint', Buffer.from('the first')]]));
  const target = folder.file('export');
  const place = { tree, storage: undefined, folder: undefined };
  await exportAudit(place, target, key, { models: folder.file('none') });
  expect(readFileSync(path.join(target, 'audit/checkpoint'), 'utf8')).toBe('the first');
  const kept = [1, 2].map((size) => path.join(target, 'witness', String(size).padStart(15, '0')));
  expect(kept.map((file) => existsSync(file))).toEqual([true, false]);
});
