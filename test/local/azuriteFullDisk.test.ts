import { symlinkSync } from 'node:fs';
import { startAzurite } from '../../src/local/azurite/startAzurite';
import { randomAccount } from '../../src/local/azurite/storageAccount';
import { connectStorage } from '../../src/storage/connect';
import { TemporaryFolder } from '../support/temporaryFolder';

const folder = new TemporaryFolder();
afterAll(() => folder.remove());

/** /dev/full takes nothing: the disk is full. */
test('Azurite ends where it cannot save, and says so', async () => {
  const said: string[] = [];
  const log = (level: string, text: string) => said.push(`${level}: ${text}`);
  const location = folder.file('storage');
  const azurite = await startAzurite(folder.file('lock'), location, randomAccount(), {}, log);
  const { connectionString } = azurite;
  symlinkSync('/dev/full', `${location}/__azurite_db_blob__.json~`);
  const { blobs } = connectStorage({ kind: 'connection-string', connectionString });
  await blobs.getContainerClient('some').create();

  const began = performance.now();
  await azurite.stop();
  expect(performance.now() - began).toBeLessThan(8_000);
  expect(said).toContainEqual(expect.stringMatching(/^error: Azurite could not save .*ENOSPC/));
});
