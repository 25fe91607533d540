import { createAuditSealer } from '../../src/app/auditSealer';
import { createSealingWatch } from '../../src/app/sealingWatch';
import { createSealSoon } from '../../src/app/sealSoon';
import { connectStorage } from '../../src/storage/connect';
import { openStore } from '../../src/storage/store';
import { hexId } from '../domain/arbitraries';
import { testSiteKey } from '../support/siteSecret';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';

const folder = new TemporaryFolder();
afterAll(() => folder.remove());

const later = 60 * 60_000;

/** A site's log with a key in a file. @param lead by how much its clock is ahead */
async function site(lead = 0) {
  const storage = { kind: 'connection-string' as const, connectionString: await storageAccount() };
  const store = openStore({ storage, incomingContainer: 'incoming', siteKey: testSiteKey });
  await store.prepare();
  const now = () => new Date(Date.now() + lead).toISOString();
  const key = { kind: 'file' as const, file: folder.file(`key-${Math.random()}`) };
  const audit = { key, credential: { kind: 'default' as const } };
  const sealer = createAuditSealer({ audit, siteKey: testSiteKey, auditLog: store.auditLog, now });
  const { auditLog } = store;
  const sealing = createSealingWatch({
    records: {
      announcedBefore: (time) => auditLog.announcedBefore(time),
      checkpoint: () => auditLog.checkpoint(),
      read: (path) => auditLog.read(path),
      list: (prefix) => auditLog.list(prefix),
      find: (eventId) => store.audit.find(eventId),
    },
    isFailing: () => sealer.isFailing(),
    lateMinutes: 15,
    now,
  });
  const { blobs } = connectStorage(storage);
  return { store, sealer, sealing, container: blobs.getContainerClient('audit') };
}

function event(name: string) {
  return {
    schemaVersion: 1 as const,
    type: 'identity-access' as const,
    eventId: hexId(name),
    at: new Date().toISOString(),
    actor: { subject: 'dr-example', kind: 'reviewer' as const },
    study: hexId('study'),
    purpose: 'test',
  };
}

test('what was just recorded is not late', async () => {
  const { store, sealing } = await site();
  await store.audit.record(event('young'));
  expect(await sealing()).toEqual({ state: 'ok' });
});

test('a record that waits for too long is late, until it is sealed', async () => {
  const { store, sealing } = await site(later);
  await store.audit.record(event('old'));
  expect(await sealing()).toEqual({ state: 'late', waitsSince: expect.stringMatching(/Z$/) });
});

test('what is sealed, or was not written by the app, is not late, however old', async () => {
  const { store, sealer, sealing, container } = await site(later);
  await store.audit.record(event('sealed'));
  expect(await sealer.seal(() => {})).toEqual({ entries: 1, busy: false });
  const [bucket] = new Date().toISOString().slice(0, 15).replace(':', '-').split(' ');
  await container.getBlockBlobClient(`waiting/${bucket}0/${hexId('planted')}`).upload('', 0);
  expect(await sealing()).toEqual({ state: 'ok' });
});

test('an attempt that fails is told at once, and forgotten with the next that succeeds', async () => {
  const { store, sealer, sealing, container } = await site();
  await store.audit.record(event('first'));
  await sealer.seal(() => {});
  const head = container.getBlockBlobClient('head.json');
  const genuine = await head.downloadToBuffer();
  const forged = Buffer.from(genuine.toString().replace('"size":1', '"size":2'));
  await head.uploadData(forged);
  await store.audit.record(event('second'));
  await expect(sealer.seal(() => {})).rejects.toThrow(/was not written by this app/);
  expect((await sealing()).state).toBe('failing');
  await head.uploadData(genuine);
  await sealer.seal(() => {});
  expect((await sealing()).state).toBe('ok');
});

test('two calls at the same time seal one after the other', async () => {
  const { store, sealer } = await site();
  await Promise.all(['a', 'b'].map((name) => store.audit.record(event(name))));
  const sealed = await Promise.all([sealer.seal(() => {}), sealer.seal(() => {})]);
  expect(sealed).toEqual([
    { entries: 2, busy: false },
    { entries: 0, busy: false },
  ]);
});

describe('sealing some seconds after a record', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const errors: string[] = [];
  const soon = (seal: () => Promise<{ entries: number; busy: boolean }>, afterSeconds = 5) =>
    createSealSoon({
      sealer: { seal },
      afterSeconds,
      logWarning: () => {},
      logError: (message) => errors.push(message),
    });

  test('many records are one sealing, and nothing happens while nothing is recorded', async () => {
    const seal = jest.fn(async () => ({ entries: 3, busy: false }));
    const recorded = soon(seal);
    for (let record = 0; record < 3; record += 1) recorded();
    await jest.advanceTimersByTimeAsync(4_999);
    expect(seal).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(seal).toHaveBeenCalledTimes(1);
  });

  test('behind another process it tries again; a failure is logged, and left to the timer', async () => {
    const answers = [
      { entries: 0, busy: true },
      { entries: 1, busy: false },
    ];
    const seal = jest.fn(async () => answers.shift() ?? Promise.reject(new Error('no key')));
    const recorded = soon(seal);
    recorded();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(seal).toHaveBeenCalledTimes(2);
    recorded();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(seal).toHaveBeenCalledTimes(3);
    expect(errors).toEqual(['The audit log was not sealed: no key']);
  });

  test('0 seconds: the timer alone', async () => {
    const seal = jest.fn(async () => ({ entries: 0, busy: false }));
    soon(seal, 0)();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(seal).not.toHaveBeenCalled();
  });
});
