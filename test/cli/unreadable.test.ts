import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { checkIncoming } from '../../src/cli/commands/audit/support/checkInputs';
import { FolderTree } from '../../src/cli/site/folderTree';
import { describeError } from '../../src/cli/terminal/errors';
import { openStore, openUnchecked } from '../../src/storage/store';
import { testSiteKey } from '../support/siteSecret';
import { storageAccount } from '../support/storageAccount';

const id = 'a'.repeat(64);

async function saidOf(action: Promise<unknown>): Promise<string> {
  return action.then(
    () => 'nothing',
    (error: unknown) => describeError(error),
  );
}

describe('a blob that is not what was written', () => {
  let connectionString: string;
  const site = () => ({
    storage: { kind: 'connection-string' as const, connectionString },
    incomingContainer: 'incoming',
    siteKey: testSiteKey,
  });
  const put = (container: string, name: string, text: string, metadata = {}) =>
    BlobServiceClient.fromConnectionString(connectionString)
      .getContainerClient(container)
      .getBlockBlobClient(name)
      .upload(text, Buffer.byteLength(text), { metadata });

  beforeAll(async () => {
    connectionString = await storageAccount();
    await openStore(site()).prepare();
  });

  test.each(['[', '{}', '{"schemaVersion":2}', ''])(
    '%j: what reads it says which one it is',
    async (text) => {
      await put('results', `arrivals/${id}.json`, text);
      expect((await checkIncoming(openUnchecked(site()))).faults).toEqual([
        { code: 'unreadable', where: `results/arrivals/${id}.json` },
      ]);
      await put('images', `${id}/image`, `${text} `, {
        parts: `image.json ${text.length + 1} ${'0'.repeat(64)}`,
      });
      expect(await saidOf(openUnchecked(site()).images.find(id))).toContain(
        `images/${id}/image.json cannot be read`,
      );
      expect(await saidOf(openStore(site()).images.find(id))).toContain(
        `images/${id}/image.json was changed outside the app`,
      );
    },
  );
});

test('a file of an exported folder that cannot be opened is named', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'unreadable-'));
  try {
    mkdirSync(path.join(folder, 'audit'));
    const loop = path.join(folder, 'audit', 'checkpoint');
    symlinkSync(loop, loop);
    const said = await saidOf(new FolderTree(folder).read('audit', 'checkpoint'));
    expect(said).toBe(`${loop} cannot be read: it cannot be opened.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
