import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describeFault } from '../../src/audit/verify/fault';
import { verifyLog } from '../../src/audit/verify/log/verifyLog';
import { createRandom } from '../../src/cli/synthetic/random';
import { makeKeyFile } from '../../src/signing/keyFile';
import { AccountTree } from '../../src/storage/audit/blobTree';
import { connectStorage } from '../../src/storage/connect';
import { storageAccount } from '../support/storageAccount';

/**
 * Writers of audit records and the sequencer are killed in the middle of it, again and again. Nothing that was
 * acknowledged may be missing from the log, nothing may be in it twice, and it must verify. AUDIT_WRITERS and
 * AUDIT_RECORDS make it larger.
 */
const writers = Number(process.env.AUDIT_WRITERS ?? 8);
const records = Number(process.env.AUDIT_RECORDS ?? 25);
const killEveryMilliseconds = 2_000;

jest.setTimeout(1_800_000);

let folder: string;
let connectionString: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'audit-chaos-'));
  connectionString = await storageAccount();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the writers until they end or the time is up; then they are killed. @returns whether they ended */
async function run(milliseconds: number, input: object): Promise<boolean> {
  const child = fork(path.join(__dirname, 'auditWriter.js'), [JSON.stringify(input)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearTimeout(timer);
  expect([code, signal]).toEqual(signal === null ? [0, null] : [null, 'SIGKILL']);
  return signal === null;
}

test(`${writers} writers × ${records} records, killed every few seconds: none lost, none twice`, async () => {
  const random = createRandom(7);
  const keyFile = path.join(folder, 'key');
  const signer = makeKeyFile(keyFile, 'imaging-triage/chaos');
  const acknowledged = path.join(folder, 'acknowledged');
  writeFileSync(acknowledged, '');
  const { blobs } = connectStorage({ kind: 'connection-string', connectionString });
  for (const name of ['audit', 'audit-partial']) await blobs.getContainerClient(name).create();

  const lines = () =>
    readFileSync(acknowledged, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' '));
  const doneOf = () => {
    const done: Record<string, number> = {};
    for (const [writer, number] of lines()) done[writer as string] = Number(number) + 1;
    return done;
  };
  let kills = 0;
  let ended = false;
  while (!ended) {
    // Each life is a little longer than the one before, so that it comes to an end on a slow machine as well.
    const life = killEveryMilliseconds * (0.75 + random.next()) * (1 + kills / 10);
    const input = {
      connectionString,
      writers,
      records,
      acknowledged,
      keyFile,
      done: doneOf(),
    };
    ended = await run(life, input);
    if (!ended) kills += 1;
  }
  expect(kills).toBeGreaterThan(0);

  const sealed = new Map<string, number>();
  const { faults, size } = await verifyLog(new AccountTree(blobs), signer.key, [], ({ event }) => {
    sealed.set(event.eventId, (sealed.get(event.eventId) ?? 0) + 1);
  });
  expect(faults.map(describeFault)).toEqual([]);
  expect(size).toBe(writers * records);
  expect(new Set(lines().map(([, , id]) => id)).size).toBe(writers * records);
  expect(lines().filter(([, , id]) => sealed.get(id as string) !== 1)).toEqual([]);
  console.log(`${size} records in ${kills + 1} lives`);
});
