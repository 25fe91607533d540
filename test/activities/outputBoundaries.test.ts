import { BlobServiceClient } from '@azure/storage-blob';
import { Sequencer } from '../../src/audit/log/sequencer';
import { verifyAudit } from '../../src/audit/verify/verifyAudit';
import { AccountTree } from '../../src/storage/audit/blobTree';
import { testSigner } from '../audit/memoryLog';
import { type FileApp, fileApp } from '../support/fileApp';
import { FhirServer } from '../support/peers/fhirServer';
import { testMacs } from '../support/siteSecret';
import { type Asked, watchedAccount } from '../support/watchedAccount';

/** How many more writes take effect before the process is gone. */
interface Death {
  left: number;
  readonly when: 'before' | 'after';
}

// A process that is dead cannot say what it has counted.
jest.spyOn(console, 'error').mockImplementation(() => {});

let account: Awaited<ReturnType<typeof watchedAccount>>;
let server: FhirServer;
let other: FileApp;
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

function newProcess(): FileApp {
  const outputs = {
    receivers: [{ name: 'ehr', kind: 'fhir', url: server.peer.url, quietSeconds: 0 }],
  };
  const one = fileApp(account.connectionString, undefined, undefined, {
    TRIAGE_OUTPUTS: JSON.stringify(outputs),
  });
  apps.push(one);
  return one;
}

beforeAll(async () => {
  account = await watchedAccount({ refuses });
  server = new FhirServer();
  await server.peer.start();
  other = newProcess();
  await other.app.prepare();
}, 60_000);

afterAll(async () => {
  isDead = false;
  for (const one of apps) await one.close();
  await server.peer.stop();
  account.close();
});

/** What another process makes of it. */
async function reconciled(): Promise<void> {
  await other.resume();
  for (const tried of await other.deliver()) expect(tried).toEqual({});
}

/** The process dies while it sends; then another one goes on. @returns whether it died */
async function survived(name: string, where: Death): Promise<boolean> {
  const first = newProcess();
  const arrivalId = await first.drop(name, Buffer.from(name));
  await first.triage(name);
  const outcome = await first.app.store.arrivals.outcome(arrivalId);
  if (outcome?.outcome !== 'analysed') throw new Error(`${name}: ${outcome?.outcome}`);
  death = where;
  await first.deliver().catch(() => {});
  const hasDied = isDead;
  [death, isDead] = [undefined, false];

  const { studyId } = outcome;
  await reconciled();
  const { outputs } = other.app.store;
  const place = { studyId, receiver: 'ehr', form: 'fhir' } as const;
  expect((await outputs.delivery(place))?.editions).toMatchObject([{ edition: 'v1', state: 'delivered' }]);
  for (const mark of ['open', 'dead'] as const)
    for await (const left of outputs.marked(mark)) expect(left.studyId).not.toBe(studyId);
  return hasDied;
}

test('a process may die before and after each write while it sends: the receiver has one result, and each try is recorded', async () => {
  await survived('first.dcm', { left: Number.POSITIVE_INFINITY, when: 'before' });
  let files = 1;
  let boundary = 0;
  expect(await survived('before.dcm', { left: 0, when: 'before' })).toBe(true);
  for (; await survived(`${boundary}.dcm`, { left: boundary, when: 'after' }); boundary += 1) files += 1;
  files += 2;
  expect(boundary).toBeGreaterThan(7);
  expect(server.of('DiagnosticReport')).toHaveLength(files);
  expect(server.of('Task')).toHaveLength(files);

  const { app } = other;
  const signer = testSigner();
  const now = () => new Date().toISOString();
  await new Sequencer({ macs: testMacs, store: app.store.auditLog, signer, now }).seal();
  const tree = new AccountTree(BlobServiceClient.fromConnectionString(account.connectionString));
  const { faults, entries } = await verifyAudit(tree, signer.key, [], Date.now() + 3_600_000, {
    macs: testMacs,
  });
  expect(faults).toEqual([]);
  // A process that died between a try and its answer leaves a try without one.
  const [sent = 0, answered = 0] = ['output-sent', 'output-answered'].map((type) => entries.get(type));
  expect(answered).toBeGreaterThanOrEqual(files);
  expect(sent).toBeGreaterThanOrEqual(answered);
  expect(server.peer.requests.length).toBeLessThanOrEqual(sent);
}, 120_000);
