import { BlobServiceClient } from '@azure/storage-blob';
import { Sequencer } from '../../../src/audit/log/sequencer';
import { describeFault } from '../../../src/audit/verify/fault';
import { verifyAudit } from '../../../src/audit/verify/verifyAudit';
import { AccountTree } from '../../../src/storage/audit/blobTree';
import { fileApp } from '../../support/fileApp';
import { testMacs } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';
import { testSigner } from '../memoryLog';

test('an image that came again has a result of its own, which is missed; one that came once has none', async () => {
  const connectionString = await storageAccount();
  const service = BlobServiceClient.fromConnectionString(connectionString);
  const { app, drop, triage, close } = fileApp(connectionString);
  try {
    await app.prepare();
    for (const [name, text] of Object.entries({ 'once.dcm': '1', 'first.dcm': '2', 'again.dcm': '2' })) {
      await drop(name, Buffer.from(text));
      expect(await triage(name)).toMatchObject({ outcome: 'analysed' });
    }
    const signer = testSigner();
    const now = () => new Date().toISOString();
    await new Sequencer({ macs: testMacs, store: app.store.auditLog, signer, now }).seal();
    const faults = async () => {
      const later = Date.now() + 3_600_000;
      const found = await verifyAudit(new AccountTree(service), signer.key, [], later, { macs: testMacs });
      return found.faults.map(describeFault);
    };
    const results = service.getContainerClient('results');
    const names: string[] = [];
    for await (const { name } of results.listBlobsFlat({ prefix: 'images/' })) names.push(name);
    expect(names).toEqual([expect.stringMatching(/^images\/[0-9a-f]{64}\.json$/)]);
    expect(await faults()).toEqual([]);
    await results.deleteBlob(names[0] as string);
    expect(await faults()).toEqual([expect.stringContaining('came again')]);
  } finally {
    await close();
  }
});
