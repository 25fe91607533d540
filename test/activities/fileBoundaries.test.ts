import { BlobServiceClient } from '@azure/storage-blob';
import { Sequencer } from '../../src/audit/log/sequencer';
import { verifyAudit } from '../../src/audit/verify/verifyAudit';
import { AccountTree } from '../../src/storage/audit/blobTree';
import { testSigner } from '../audit/memoryLog';
import { type FileApp, fileApp } from '../support/fileApp';
import { testMacs } from '../support/siteSecret';
import { type Asked, watchedAccount } from '../support/watchedAccount';

/** How many more writes take effect before the process is gone: with the next one, or once that one has taken effect. */
interface Death {
  left: number;
  readonly when: 'before' | 'after';
}

// A process that is dead cannot say what it has counted.
jest.spyOn(console, 'error').mockImplementation(() => {});

/** The process that goes on. */
let other: FileApp;
let account: Awaited<ReturnType<typeof watchedAccount>>;
let death: Death | undefined;
let isDead = false;
const apps: FileApp[] = [];

const isWrite = ({ method }: Asked) => method !== 'GET' && method !== 'HEAD';

/** Whoever is dead asks for nothing more and is told of nothing. */
function refuses(when: 'before' | 'after', asked: Asked): boolean {
  if (!isDead && death?.when === when && isWrite(asked)) {
    if (death.left === 0) isDead = true;
    else death.left -= 1;
  }
  return isDead;
}

beforeAll(async () => {
  account = await watchedAccount({ refuses });
  other = newProcess();
  await other.app.prepare();
}, 60_000);

afterAll(async () => {
  isDead = false;
  for (const one of apps) await one.close();
  account.close();
});

function newProcess(): FileApp {
  const one = fileApp(account.connectionString);
  apps.push(one);
  return one;
}

/** A file whose process dies there; then another one is told of the file. @returns whether it died */
async function survived(name: string, where: Death): Promise<boolean> {
  const first = newProcess();
  const arrivalId = await first.drop(name, Buffer.from(name));
  death = where;
  await first.triage(name).catch(() => {});
  const hasDied = isDead;
  [death, isDead] = [undefined, false];

  const { app, triage } = other;
  await triage(name);
  const outcome = await app.store.arrivals.outcome(arrivalId);
  if (outcome?.outcome !== 'analysed') throw new Error(`${name}: ${outcome?.outcome}`);
  expect(await app.store.results.study(outcome.studyId)).toMatchObject({ version: 1, images: { length: 1 } });
  expect(await app.store.worklist.row('processing', arrivalId)).toBeUndefined();
  expect(await app.store.worklist.row('study', outcome.studyId)).toMatchObject({ isGenuine: true });
  return hasDied;
}

test('a process may die before and after each write of a file: it ends in one result, recorded once', async () => {
  // What is done once for all files does not count.
  await survived('first.dcm', { left: Number.POSITIVE_INFINITY, when: 'before' });
  let files = 1;
  let boundary = 0;
  // To die before a write leaves what it leaves to die after the one before.
  expect(await survived('before.dcm', { left: 0, when: 'before' })).toBe(true);
  for (; await survived(`${boundary}.dcm`, { left: boundary, when: 'after' }); boundary += 1) files += 1;
  files += 2;
  expect(boundary).toBeGreaterThan(15);

  const { app } = other;
  const signer = testSigner();
  const now = () => new Date().toISOString();
  await new Sequencer({ macs: testMacs, store: app.store.auditLog, signer, now }).seal();
  const tree = new AccountTree(BlobServiceClient.fromConnectionString(account.connectionString));
  const later = Date.now() + 3_600_000;
  const { faults, entries, shown } = await verifyAudit(tree, signer.key, [], later, { macs: testMacs });
  expect(faults).toEqual([]);
  expect(Object.fromEntries(entries)).toEqual({ result: files, decision: files });
  expect(shown).toMatchObject({ outcomes: files, images: files, studies: files, versions: files });
}, 120_000);
