import sharp from 'sharp';
import { LogReader } from '../../src/audit/log/logReader';
import { readCheckpoint } from '../../src/audit/proof/checkpoint';
import type { Health } from '../../src/contract/routes/health';
import { hexId } from '../domain/arbitraries';
import { type AppRuntime, appRuntime, until } from '../support/appRuntime';
import { TemporaryFolder } from '../support/temporaryFolder';

/** A site whose timer runs once an hour. */

const folder = new TemporaryFolder();
let running: AppRuntime;

beforeAll(async () => {
  running = await appRuntime({
    TRIAGE_AUDIT_KEY_FILE: folder.file('key'),
    TRIAGE_SEAL_EVERY_SECONDS: '3600',
    TRIAGE_SEAL_AFTER_SECONDS: '1',
  });
});
afterAll(async () => {
  await running?.stop();
  folder.remove();
});

const sealNow = (role: 'auditor' | 'reviewer') => running.fetch('/api/audit/seal', { method: 'POST' }, role);
const health = async () => (await (await running.fetch('/api/health')).json()) as Health;

/** By another process, which the app does not notice. */
const record = (name: string) =>
  running.store.audit.record({
    schemaVersion: 1,
    type: 'identity-access',
    eventId: hexId(name),
    at: new Date().toISOString(),
    actor: { subject: 'dr-example', kind: 'reviewer' },
    study: hexId('study'),
    purpose: 'test',
  });

test('an arrival is sealed without the timer', async () => {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'grey' } }).png();
  await running.outcome(await running.drop('a.png', await picture.toBuffer()));
  const size = await until('the checkpoint', async () => {
    const found = await running.store.auditLog.checkpoint();
    return found && readCheckpoint(found.note).size >= 2 ? found : undefined;
  });
  expect(size.note).toContain('imaging-triage/');
});

test('who may seal does so on demand, and nobody else', async () => {
  expect((await sealNow('reviewer')).status).toBe(403);
  await record('asked for');
  const answer = await sealNow('auditor');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ busy: false });
  const log = new LogReader(running.store.auditLog);
  expect(await log.placeOf(hexId('asked for'))).toBeDefined();
});

test('sealing that fails is said in health, without a word of why to those outside', async () => {
  const head = running.blobs.getContainerClient('audit').getBlockBlobClient('head.json');
  const genuine = await head.downloadToBuffer();
  await head.uploadData(Buffer.from(genuine.toString().replace(/"size":\d+/, '"size":99999')));
  await record('not sealed');
  const refused = await sealNow('auditor');
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ code: 'sealing-failed' });
  expect((await health()).sealing.state).toBe('failing');
  expect(running.log.some((line) => line.includes('was not written by this app'))).toBe(true);
  await head.uploadData(genuine);
  expect((await sealNow('auditor')).status).toBe(200);
  expect((await health()).sealing).toEqual({ state: 'ok' });
});
