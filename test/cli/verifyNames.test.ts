import { createHash } from 'node:crypto';
import { BlobServiceClient, BlockBlobClient, type StorageSharedKeyCredential } from '@azure/storage-blob';
import { show } from '../../src/cli/commands/audit/show';
import { verifyPlace } from '../../src/cli/commands/audit/support/verifyPlace';
import { verify } from '../../src/cli/commands/audit/verify';
import { AccountTree } from '../../src/storage/audit/blobTree';
import { containerOfLog, logContainer } from '../../src/storage/audit/partialTiles';
import { containers } from '../../src/storage/containers';
import { packedPartOf } from '../../src/storage/images/imagePack';
import { partsText } from '../../src/storage/images/parts';
import { openStore } from '../../src/storage/store';
import { signer, site } from '../audit/site';
import { testSiteKey } from '../support/siteSecret';
import { storageAccount } from '../support/storageAccount';

/** Where verification follows the names that it finds. */
const folders = ['arrivals', 'results/arrivals', 'results/images', 'audit/records', 'models/standing'];

let blobs: BlobServiceClient;
let connectionString: string;
let studies: string[];

beforeAll(async () => {
  connectionString = await storageAccount();
  blobs = BlobServiceClient.fromConnectionString(connectionString);
  const tree = await site(4243, 4);
  const settings = { storage: storage(), incomingContainer: 'incoming', siteKey: testSiteKey };
  const { worklist, prepare } = openStore(settings);
  await prepare();
  await worklist.ensure();
  for (const [name, bytes] of tree.blobs) if (packOf(name) === undefined) await blob(name).uploadData(bytes);
  for (const [pack, parts] of Map.groupBy(tree.blobs, ([name]) => packOf(name)))
    if (pack !== undefined) await uploadPack(pack, parts);
  studies = [...tree.blobs.keys()].flatMap(
    (name) => /^identity\/([0-9a-f]{64})\/salt\.json$/.exec(name)?.[1] ?? [],
  );
});

/** The blob in which the app keeps that content. */
function packOf(path: string): string | undefined {
  const [container, ...rest] = path.split('/');
  const packed = container === containers.images ? packedPartOf(rest.join('/')) : undefined;
  return packed && `${container}/${packed.pack}`;
}

async function uploadPack(path: string, contents: readonly (readonly [string, Buffer])[]): Promise<void> {
  const parts = contents.map(([name, bytes]) => ({
    name: name.split('/').slice(2).join('/'),
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  const metadata = { parts: partsText(parts) };
  await blob(path).uploadData(Buffer.concat(contents.map(([, bytes]) => bytes)), { metadata });
}

const storage = () => ({ kind: 'connection-string' as const, connectionString });

function blob(path: string): BlockBlobClient {
  const [container = '', ...rest] = path.split('/');
  const home = container === logContainer ? containerOfLog(rest.join('/')) : container;
  const { url } = blobs.getContainerClient(home);
  // Encoded by hand: the client would follow the dots.
  const address = `${url}/${encodeURIComponent(rest.join('/'))}`;
  return new BlockBlobClient(address, blobs.credential as StorageSharedKeyCredential);
}

async function unreadable(): Promise<string[]> {
  const place = { tree: new AccountTree(blobs), storage: storage(), folder: undefined };
  const { faults } = await verifyPlace(place, { key: signer.key.text, inputs: true });
  return faults.filter(({ code }) => code === 'unreadable').map(({ where }) => where);
}

test('show tells the history of a study, whatever else is announced', async () => {
  await blob('audit/waiting/2026-05-01T10:00/a\\b').upload('', 0);
  await blob('audit/waiting/2026-05-01T10:00/..').upload('', 0);
  const [studyId] = studies;
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  await show(studyId as string, { connection: connectionString });
  const shown = write.mock.calls.map(([text]) => String(text)).join('');
  write.mockRestore();
  expect(shown).toMatch(/ entry \d+ +A PNG file .* arrived\. The image was analysed\.$/m);
});

test('verify looks at a sample of a site, and says so', async () => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  await verify(undefined, { key: signer.key.text, inputs: true, sample: 50, connection: connectionString });
  const shown = write.mock.calls.map(([text]) => String(text)).join('');
  write.mockRestore();
  expect(shown).toContain('50 of 100, drawn anew each time, of the studies and files');
  expect(shown).toContain('Worklist     not checked: only a part was verified');
  expect(shown).toContain('Sound:');
});

test('verify names each blob whose name leads out of its container, reads none of them, and goes on', async () => {
  expect(await unreadable()).toEqual([]);
  // What their names lead to can be read, so following one would not be noticed.
  await blob('incoming/evil.json').upload('{}', 2);
  const planted = folders.map((folder) => `${folder}/../../${blobs.accountName}/incoming/evil.json`);
  for (const name of planted) await blob(name).upload('{}', 2);
  expect((await unreadable()).sort()).toEqual(planted.sort());
});
