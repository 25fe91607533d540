import { BlobServiceClient } from '@azure/storage-blob';
import { Sequencer } from '../../../src/audit/log/sequencer';
import { verifyAudit } from '../../../src/audit/verify/verifyAudit';
import type { FileReader, ModelsPort } from '../../../src/operations/ports';
import { AccountTree } from '../../../src/storage/audit/blobTree';
import { fileApp, oneModel, readAsRadiograph } from '../../support/fileApp';
import { testMacs } from '../../support/siteSecret';
import { watchedAccount } from '../../support/watchedAccount';
import { testSigner } from '../memoryLog';

const files = 20;
const readAsSlice: FileReader = async (bytes, name) => ({
  ...(await readAsRadiograph(bytes, name)),
  identity: { studyInstanceUid: '2.25.1', patientId: 'SYN-1', issuerOfPatientId: 'SITE' },
});
const uncovered: ModelsPort = { ...oneModel, route: async () => ({ models: [], reason: 'no-model' }) };

/** Reads by the kind of blob, and how many there were in all for each file. */
async function readsOf(models: ModelsPort, readFile: FileReader) {
  const counts: Record<string, number> = {};
  let isCounted = false;
  const proxy = await watchedAccount({
    answered: ({ method, path }) => {
      const [, , container = '', ...name] = decodeURIComponent(path).split('/');
      const kind =
        name.length === 0 ? 'list' : `${container}/${name.join('/').replace(/[0-9a-f]{64}/g, '*')}`;
      if (isCounted && method === 'GET') counts[kind] = (counts[kind] ?? 0) + 1;
    },
  });
  const { app, drop, triage, close } = fileApp(proxy.connectionString, models, readFile);
  try {
    await app.prepare();
    for (let file = 0; file < files; file += 1) {
      await drop(`${file}.dcm`, Buffer.from(String(file)));
      await triage(`${file}.dcm`);
    }
    const signer = testSigner();
    const now = () => new Date().toISOString();
    await new Sequencer({ macs: testMacs, store: app.store.auditLog, signer, now }).seal();
    isCounted = true;
    const tree = new AccountTree(BlobServiceClient.fromConnectionString(proxy.connectionString));
    const { faults } = await verifyAudit(tree, signer.key, [], Date.now() + 3_600_000, { macs: testMacs });
    expect(faults).toEqual([]);
    const own = Object.entries(counts).filter(([kind]) => !/^(?:list|audit)/.test(kind));
    return { counts: Object.fromEntries(own), each: own.reduce((sum, [, count]) => sum + count, 0) / files };
  } finally {
    await close();
    proxy.close();
  }
}

test('each blob of a radiograph in a study of its own is read once', async () => {
  const { counts, each } = await readsOf(oneModel, readAsRadiograph);
  expect(counts).toEqual({
    'arrivals/*.json': files,
    'identity/*/salt.json': files,
    'identity/*/*/*/*.json': files,
    'images/*/image': files,
    'results/arrivals/*.json': files,
    'results/studies/*.json': files,
    'results/studies/*/v1.json': files,
  });
  expect(each).toBe(7);
});

test('and so is each of a slice that no model covers, of which there are fewer', async () => {
  const { each } = await readsOf(uncovered, readAsSlice);
  // Slices that come one after the other make a version each.
  expect(each).toBeLessThanOrEqual(5 + 2 / files);
});
