import { BlobServiceClient } from '@azure/storage-blob';
import { Sequencer } from '../../../src/audit/log/sequencer';
import { verifyAudit } from '../../../src/audit/verify/verifyAudit';
import { type VersionChange, versionChangeSchema } from '../../../src/domain/study/versionChange';
import { createEraseStudy } from '../../../src/operations/study/eraseStudy';
import { AccountTree } from '../../../src/storage/audit/blobTree';
import { SealedBlobs } from '../../../src/storage/blobs/sealedBlobs';
import { testSigner } from '../../audit/memoryLog';
import { fileApp } from '../../support/fileApp';
import { testMacs } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';

const actor = { subject: 'admin', kind: 'cli' } as const;

/** Files of one study: what stands behind the slash tells its images apart. */
const file = (image: string) => [`${image}.dcm`, Buffer.from(`one/${image}`)] as const;

test.each([
  { left: 1, before: ['a'], anew: ['b'] },
  { left: 2, before: ['a', 'b'], anew: ['c', 'd'] },
  // The same files come again.
  { left: 2, before: ['a', 'b'], anew: ['a', 'b'] },
])(
  'version $left of a study that was erased meanwhile, whose writer was killed, does not come into the study that is made anew from $anew',
  async ({ left, before, anew }) => {
    const connectionString = await storageAccount();
    const service = BlobServiceClient.fromConnectionString(connectionString);
    const { app, drop, triage, close } = fileApp(connectionString);
    const { store } = app;
    const outcomeOf = async (image: string) => {
      await drop(...file(image));
      const outcome = await triage(`${image}.dcm`);
      if (outcome === undefined || !('studyId' in outcome)) throw new Error(`${image} was not triaged`);
      return outcome;
    };
    try {
      await app.prepare();
      let studyId = '';
      for (const image of before) studyId = (await outcomeOf(image)).studyId;
      const results = new SealedBlobs(service.getContainerClient('results'), testMacs);
      const name = `studies/${studyId}/v${left}.json`;
      const late = (await results.json(name, versionChangeSchema)) as VersionChange;
      const erase = createEraseStudy({ ...store, now: app.now });
      await erase(studyId, actor, 'a request');
      expect(await results.json(name, versionChangeSchema)).toBeUndefined();
      await store.results.createVersion(late);

      for (const image of anew) expect((await outcomeOf(image)).studyId).toBe(studyId);
      const study = await store.results.study(studyId);
      expect(study).toMatchObject({ version: anew.length, images: { length: anew.length } });
      expect(study?.receivedAt).not.toBe(late.receivedAt);
      const signer = testSigner();
      await new Sequencer({ macs: testMacs, store: store.auditLog, signer, now: app.now }).seal();
      const later = Date.now() + 3_600_000;
      const { faults } = await verifyAudit(new AccountTree(service), signer.key, [], later, {
        macs: testMacs,
      });
      expect(faults).toEqual([]);
    } finally {
      await close();
    }
  },
  60_000,
);
