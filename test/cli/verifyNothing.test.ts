import { openCheckpoint } from '../../src/audit/proof/checkpoint';
import { drawOf } from '../../src/audit/verify/part';
import { verifyAudit } from '../../src/audit/verify/verifyAudit';
import { reportJson, reportText } from '../../src/cli/commands/audit/support/verificationReport';
import { MemoryTree } from '../audit/memoryLog';
import { now, signer, site } from '../audit/site';
import { testMacs } from '../support/siteSecret';

/** Everything in it was written before any time that is asked for. */
class OldTree extends MemoryTree {
  override async *list(container: string, prefix = '', since = 0) {
    if (since === 0) yield* super.list(container, prefix);
  }
}

/** The answer about a site of which everything is older than the checkpoint, or about all of it. */
async function answer(isPart: boolean) {
  const tree = await site(3, 4);
  const note = (await tree.read('audit', 'checkpoint'))?.toString('utf8') as string;
  const since = openCheckpoint(note, [signer.key]);
  const part = isPart ? { since, draw: drawOf(0.1, 'a seed') } : undefined;
  const found = await verifyAudit(new OldTree(tree.blobs), signer.key, [], now, { macs: testMacs, part });
  const models = { same: 0, notThere: [], notNamed: [], faults: [] };
  const common = { found, key: signer.key, isWriterChecked: true, exported: undefined, kept: 0, models };
  return {
    ...common,
    part: part && { since: since.size, sample: 10 },
    inputs: undefined,
    files: undefined,
    worklist: undefined,
    faults: found.faults,
  };
}

test('a part without any study or file is not said to be sound', async () => {
  const report = await answer(true);
  expect(report.faults).toEqual([]);
  expect(reportText(report)).toMatch(/: 0 studies, 0 files\n/);
  expect(reportText(report)).toMatch(
    /No study or file is in the part, so nothing that is stored was compared/,
  );
  expect(reportText(report)).not.toContain('Sound');
  expect(JSON.parse(reportJson(report)).part).toMatchObject({ sample: 10, studies: 0, files: 0 });
});

test('the whole of a site is', async () => {
  expect(reportText(await answer(false))).toMatch(/\nSound: nothing was changed/);
});
