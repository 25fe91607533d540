import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { witnessFolder } from '../../src/app/auditSealer';
import { entryBytes } from '../../src/audit/log/entry';
import { checkpointPath } from '../../src/audit/log/logStore';
import { signCheckpoint } from '../../src/audit/proof/checkpoint';
import {
  manifestFile,
  manifestNoteFile,
  manifestText,
  signManifest,
} from '../../src/audit/proof/fileManifest';
import type { AuditEvent } from '../../src/domain/audit/auditEvent';
import { WitnessStore, witnessContainer } from '../../src/storage/audit/witness';
import { connectStorage } from '../../src/storage/connect';
import { entriesOf, noteOf, rewrite, sizeOf } from '../audit/logTools';
import { type MemoryTree, testSigner } from '../audit/memoryLog';
import { signer, site } from '../audit/site';
import { hexId } from '../domain/arbitraries';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';
import { triageHere } from './support/triageHere';

/**
 * The operator of a site has its signing key. One reader, Ada, is given the log as it is: somebody looked up whom a
 * study shows. The other, Ben, is given one in which that entry is another one.
 */
const folder = new TemporaryFolder();
const at = (name: string) => folder.file(name);
const key = signer.key.text;

function looked(purpose: string): AuditEvent {
  return {
    schemaVersion: 1,
    type: 'identity-access',
    eventId: hexId(purpose),
    at: '2026-05-01T10:02:00.000Z',
    actor: { subject: 'operator', kind: 'cli' },
    study: hexId('somebody else'),
    purpose,
  };
}

/** What the operator can do: another history from here on, with everything in it as it has to be. */
async function grown(tree: MemoryTree, ...purposes: string[]): Promise<MemoryTree> {
  const other = tree.copy();
  for (const purpose of purposes) {
    const entries = entriesOf(other);
    const root = await rewrite(other, [
      ...entries,
      entryBytes(entries.length, '2026-05-01T10:03:00.000Z', looked(purpose)),
    ]);
    const size = entries.length + 1;
    const note = Buffer.from(await signCheckpoint({ origin: signer.key.name, size, root }, signer));
    for (const name of ['checkpoint', checkpointPath(size)]) other.blobs.set(`audit/${name}`, note);
  }
  return other;
}

/** The folder that is handed to a reader, as `audit export` writes it. */
async function handOver(tree: MemoryTree, name: string): Promise<string> {
  const hashes = [...tree.blobs].map(([blob, bytes]) => [blob, sha256(bytes)] as const);
  const manifest = manifestText(new Map(hashes));
  const note = await signManifest(manifest, signer);
  for (const [file, bytes] of [...tree.blobs, [manifestFile, manifest], [manifestNoteFile, note]] as const) {
    mkdirSync(path.dirname(path.join(at(name), file)), { recursive: true });
    writeFileSync(path.join(at(name), file), bytes);
  }
  return at(name);
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const audit = (...args: string[]) => triageHere(['audit', ...args, '--key', key]);
const verify = (log: string, ...more: string[]) => audit('verify', log, '--no-inputs', ...more);

let common: MemoryTree;
let trees: Record<'ada' | 'ben' | 'longer', MemoryTree>;
let ada: string;
let ben: string;

beforeAll(async () => {
  common = await site(11, 6);
  trees = {
    ada: await grown(common, 'curiosity', 'again'),
    ben: await grown(common, 'request of the ward', 'again'),
    longer: await grown(common, 'request of the ward', 'again', 'and again'),
  };
  ada = await handOver(trees.ada, 'ada');
  ben = await handOver(trees.ben, 'ben');
  await handOver(trees.longer, 'longer');
  await handOver(common, 'common');
});

test('each history alone is sound, and each reader keeps its checkpoint', async () => {
  for (const [log, own] of [
    [ada, 'ada.txt'],
    [ben, 'ben.txt'],
    [at('longer'), 'longer.txt'],
    [at('common'), 'common.txt'],
  ] as const) {
    const { code, stdout } = await verify(log, '--remember', at(own));
    expect([log, code, stdout]).toEqual([log, 0, expect.stringContaining('Sound:')]);
    expect(readFileSync(at(own), 'utf8')).toBe(readFileSync(path.join(log, 'audit/checkpoint'), 'utf8'));
  }
});

test.each([
  [['--sample', '10'], 'an exported folder is verified as a whole'],
  [['--sample', '0'], 'Expected a number above 0'],
])('verify %s of an exported folder is refused', async (options, message) => {
  const { code, stderr } = await verify(ada, ...options);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

describe('Ada and Ben exchange their checkpoints', () => {
  test('over as many entries: the two files prove it, and nothing else is needed', async () => {
    const { code, stdout } = await audit('compare', at('ada.txt'), at('ben.txt'));
    expect([code, stdout]).toEqual([1, expect.stringContaining('TWO HISTORIES')]);
    expect(stdout).toContain(`${at('ada.txt')} (${sizeOf(trees.ada)} entries)`);
    expect(await audit('compare', at('ada.txt'), path.join(ada, 'audit/checkpoint'))).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('One history'),
    });
  });

  test('over different numbers of entries: one of the two logs is needed as well', async () => {
    const alone = await audit('compare', at('ada.txt'), at('longer.txt'));
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--exported FOLDER')]);
    for (const [one, other] of [
      ['ada.txt', 'longer.txt'],
      ['longer.txt', 'ada.txt'],
    ] as const) {
      const { code, stdout } = await audit('compare', at(one), at(other), '--exported', at('longer'));
      expect([code, stdout]).toEqual([1, expect.stringContaining('TWO HISTORIES')]);
    }
    const fine = await audit('compare', at('ben.txt'), at('longer.txt'), '--exported', at('longer'));
    expect([fine.code, fine.stdout]).toEqual([0, expect.stringContaining('One history')]);
    const short = await audit('compare', at('common.txt'), at('longer.txt'), '--exported', ben);
    expect([short.code, short.stderr]).toEqual([1, expect.stringContaining('Name the longer log')]);
  });

  test('verify with the checkpoint of the other names the fork', async () => {
    const { code, stdout } = await verify(ben, '--checkpoint', at('ada.txt'));
    expect([code, stdout]).toEqual([1, expect.stringMatching(/ada\.txt: .*two histories.*\[forked\]/)]);
  });

  test('a checkpoint that the key has not signed accuses nobody', async () => {
    const { size, root } = { size: sizeOf(trees.ada), root: Buffer.alloc(32, 1) };
    const note = await signCheckpoint({ origin: signer.key.name, size, root }, testSigner(signer.key.name));
    writeFileSync(at('forged.txt'), note);
    const { code, stderr } = await audit('compare', at('ada.txt'), at('forged.txt'));
    expect([code, stderr]).toEqual([1, expect.stringContaining('not signed by a key that was given')]);
  });

  test('nor does a log whose files were damaged', async () => {
    const damaged = trees.longer.copy();
    for (const [name, bytes] of damaged.blobs)
      if (/^audit\/tile\/\d/.test(name)) damaged.blobs.set(name, Buffer.from(bytes).fill(7, 0, 32));
    const { code, stdout, stderr } = await audit(
      'compare',
      at('ben.txt'),
      at('longer.txt'),
      '--exported',
      await handOver(damaged, 'damaged'),
    );
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      expect.stringContaining('not those that were signed for'),
    ]);
  });
});

test('a reader who comes again is not given another history, nor an older one, without being told', async () => {
  const before = readFileSync(at('ben.txt'), 'utf8');
  const other = await verify(ada, '--remember', at('ben.txt'));
  expect([other.code, other.stdout]).toEqual([1, expect.stringMatching(/ben\.txt: .*\[forked\]/)]);
  const older = await verify(at('common'), '--remember', at('ben.txt'));
  expect([older.code, older.stdout]).toEqual([1, expect.stringMatching(/ben\.txt: .*\[rolled-back\]/)]);
  expect(readFileSync(at('ben.txt'), 'utf8')).toBe(before);
  const next = await verify(at('longer'), '--remember', at('ben.txt'));
  expect([next.code, next.stdout]).toEqual([0, expect.stringContaining('Sound:')]);
  expect(readFileSync(at('ben.txt'), 'utf8')).toBe(noteOf(trees.longer));
  expect(existsSync(at('ben.txt.new'))).toBe(false);
});

test('the witness has seen one history: whoever is given the other is told', async () => {
  const connection = await storageAccount();
  const { blobs } = connectStorage({ kind: 'connection-string', connectionString: connection });
  const container = blobs.getContainerClient(witnessContainer);
  await new WitnessStore(container, witnessFolder(signer.key.name)).keep(
    sizeOf(trees.ada),
    noteOf(trees.ada),
  );
  expect(await verify(ada, '--witness', connection)).toMatchObject({ code: 0 });
  const { code, stdout } = await verify(ben, '--witness', connection);
  expect([code, stdout]).toEqual([1, expect.stringMatching(/the witness .*\[forked\]/)]);
});
