import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { defaultExportLimits } from '../../src/domain/kernel/limits';
import defaultPolicy from '../../src/domain/study/policy/defaultPolicy.json';
import { readSettings, type Settings, SettingsError } from '../../src/settings/settings';

const folder = mkdtempSync(path.join(tmpdir(), 'settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const good = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  TRIAGE_SITE_KEY: Buffer.alloc(32).toString('base64'),
};

function read(changes: Record<string, string | undefined>): Settings {
  return readSettings({ ...good, ...changes }, folder);
}

const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const webhook = { TRIAGE_WEBHOOK_URL: 'https://a.example/x', TRIAGE_WEBHOOK_SECRET: secret };

function put(name: string, value: unknown): string {
  const file = path.join(folder, name);
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

describe('settings', () => {
  test('have the documented defaults', () => {
    expect(read({})).toMatchObject({
      storage: { kind: 'connection-string' },
      ingest: 'blob',
      blobSource: 'EventGrid',
      incomingContainer: 'incoming',
      gate: { filesAhead: 2 },
      modelsDirectory: path.join(folder, 'models'),
      policy: { id: defaultPolicy.id },
      limits: { maxFileBytes: 512 * 2 ** 20 },
    });
  });

  test('in Azure more files are ahead, and the gate does not wake an idle site each minute', () => {
    expect(read({ WEBSITE_SITE_NAME: 'app' }).gate).toMatchObject({
      filesAhead: 16,
      schedule: '0 */5 * * * *',
    });
    expect(read({ WEBSITE_SITE_NAME: 'app', TRIAGE_FILES_AHEAD: '40' }).gate.filesAhead).toBe(40);
  });

  test('an account name alone means access by identity', () => {
    const account = { AzureWebJobsStorage: undefined, AzureWebJobsStorage__accountName: 'hospital' };
    expect(read(account)).toMatchObject({
      storage: {
        kind: 'identity',
        blobUrl: 'https://hospital.blob.core.windows.net',
        credential: { kind: 'default' },
      },
      storageConnection: 'AzureWebJobsStorage',
    });
  });

  test("the account for data is the host's own, unless TRIAGE_STORAGE names another one", () => {
    const host = { kind: 'connection-string', connectionString: good.AzureWebJobsStorage };
    expect(read({})).toMatchObject({ storage: host, hostStorage: host });
    const apart = read({
      TRIAGE_STORAGE__accountName: 'data',
      TRIAGE_STORAGE__credential: 'managedidentity',
    });
    expect(apart).toMatchObject({
      storage: { kind: 'identity', blobUrl: 'https://data.blob.core.windows.net' },
      storageConnection: 'TRIAGE_STORAGE',
      hostStorage: host,
    });
  });

  test('what opens the account also opens Key Vault and the witness', () => {
    const credential = { kind: 'managed-identity', clientId: 'c' };
    const { audit } = read({
      TRIAGE_STORAGE__accountName: 'data',
      TRIAGE_STORAGE__credential: 'managedidentity',
      TRIAGE_STORAGE__clientId: 'c',
      TRIAGE_AUDIT_WITNESS: 'https://w.blob.core.windows.net',
    });
    expect(audit).toMatchObject({ credential, witness: { credential } });
  });

  test('reviews can be taken back for two minutes, nobody is asked for impressions, nobody is told', () => {
    expect(read({})).toMatchObject({
      review: { firstImpression: false, undoSeconds: 120 },
      notifications: {},
    });
    expect(read({ TRIAGE_FIRST_IMPRESSION: 'true', TRIAGE_UNDO_SECONDS: '0' }).review).toEqual({
      firstImpression: true,
      worklistIdentities: true,
      undoSeconds: 0,
    });
  });

  test.each(['https://a.example/x?y=z', 'http://localhost:8080/x', 'http://127.0.0.1/x', 'http://[::1]:9/'])(
    'notices may be posted to %s',
    (url) => {
      expect(read({ ...webhook, TRIAGE_WEBHOOK_URL: url }).notifications).toEqual({
        webhook: { url, key: Buffer.alloc(24, 1) },
      });
    },
  );

  test('a queue of notices lies in the account for data', () => {
    expect(read({ TRIAGE_NOTIFICATION_QUEUE: 'notices' }).notifications).toEqual({
      queue: { name: 'notices' },
    });
  });

  test('limits are set in megabytes and megapixels', () => {
    const { limits } = read({ TRIAGE_MAX_FILE_MEGABYTES: '1', TRIAGE_MAX_MEGAPIXELS: '2.5' });
    expect(limits).toMatchObject({ maxFileBytes: 2 ** 20, maxPixels: 2_500_000 });
  });

  test('exports: their size in megabytes, and how many files; more files need more room for their names', () => {
    expect(read({}).exportLimits).toEqual(defaultExportLimits);
    const set = { TRIAGE_MAX_EXPORT_MEGABYTES: '0.5', TRIAGE_MAX_EXPORT_FILES: '100000' };
    expect(read(set).exportLimits).toEqual({
      ...defaultExportLimits,
      maxExportBytes: 2 ** 19,
      maxMembers: 100_000,
      maxDirectoryBytes: 80_000_000,
    });
  });

  test('decoding processes: as many as there are cores, four at most, unless it is said', () => {
    expect(read({}).decoders).toEqual({
      processes: Math.min(availableParallelism(), 4),
      seconds: 10,
      memoryBytes: 2 ** 30,
    });
    const set = { TRIAGE_DECODERS: '7', TRIAGE_DECODE_SECONDS: '2.5', TRIAGE_DECODE_MEGABYTES: '300' };
    expect(read(set).decoders).toEqual({ processes: 7, seconds: 2.5, memoryBytes: 300 * 2 ** 20 });
    expect(read(set).requestDecoders).toBe(4);
    expect(read({ ...set, TRIAGE_REQUEST_DECODERS: '2' }).requestDecoders).toBe(2);
  });

  test.each([
    [{ TRIAGE_SITE_KEY: undefined }, /TRIAGE_SITE_KEY: .*openssl rand/],
    [{ TRIAGE_SITE_KEY: '' }, /TRIAGE_SITE_KEY: .*openssl rand/],
    [{ TRIAGE_SITE_KEY: 'c2hvcnQ=' }, /TRIAGE_SITE_KEY: .*openssl rand/],
    [{ AzureWebJobsStorage: undefined }, /AzureWebJobsStorage: expected a connection string/],
    [{ AzureWebJobsStorage: 'BlobEndpoint=http://10.0.0.4:10000/a' }, /AzureWebJobsStorage: .*https/],
    [{ TRIAGE_STORAGE__blobServiceUri: 'http://a.blob.example' }, /TRIAGE_STORAGE__blobServiceUri: .*https/],
    [{ TRIAGE_AUDIT_WITNESS: 'http://a.blob.example' }, /TRIAGE_AUDIT_WITNESS: .*https/],
    [
      { TRIAGE_AUDIT_KEY_VAULT_KEY: 'https://v.vault.azure.net/keys/audit' },
      /TRIAGE_AUDIT_KEY_VAULT_KEY: .*VERSION/,
    ],
    [
      {
        TRIAGE_AUDIT_KEY_FILE: 'k',
        TRIAGE_AUDIT_KEY_VAULT_KEY: `https://v.vault.azure.net/keys/a/${'0'.repeat(32)}`,
      },
      /TRIAGE_AUDIT_KEY_FILE, TRIAGE_AUDIT_KEY_VAULT_KEY: expected one/,
    ],
    [
      { TRIAGE_AUDIT_KEY_FILE: 'k', WEBSITE_SITE_NAME: 'app' },
      /TRIAGE_AUDIT_KEY_FILE: a key in a file never starts in Azure.*TRIAGE_AUDIT_KEY_VAULT_KEY/,
    ],
    [{ TRIAGE_SEAL_EVERY_SECONDS: '7' }, /TRIAGE_SEAL_EVERY_SECONDS: expected seconds that divide/],
    [{ TRIAGE_SEAL_EVERY_SECONDS: '90' }, /TRIAGE_SEAL_EVERY_SECONDS: /],
    [{ TRIAGE_SEAL_AFTER_SECONDS: '-1' }, /TRIAGE_SEAL_AFTER_SECONDS: /],
    [{ TRIAGE_SEAL_LATE_MINUTES: '0' }, /TRIAGE_SEAL_LATE_MINUTES: /],
    [{ TRIAGE_COMMIT: 'main' }, /TRIAGE_COMMIT: expected the 40 hex digits/],
    [{ TRIAGE_INGEST: 'mail' }, /TRIAGE_INGEST: .*"blob"\|"queue"/],
    [{ TRIAGE_INCOMING_CONTAINER: 'Not_Allowed' }, /TRIAGE_INCOMING_CONTAINER: expected a container name/],
    [{ TRIAGE_HISTORY_DAYS: '0' }, /TRIAGE_HISTORY_DAYS: /],
    [{ TRIAGE_FILES_AHEAD: '0' }, /TRIAGE_FILES_AHEAD: /],
    [{ TRIAGE_MAX_MEGAPIXELS: '-1' }, /TRIAGE_MAX_MEGAPIXELS: /],
    [{ TRIAGE_MAX_EXPORT_MEGABYTES: '0' }, /TRIAGE_MAX_EXPORT_MEGABYTES: /],
    [{ TRIAGE_MAX_EXPORT_FILES: '1000000' }, /TRIAGE_MAX_EXPORT_FILES: /],
    [{ TRIAGE_DECODERS: '0' }, /TRIAGE_DECODERS: /],
    [{ TRIAGE_DECODE_SECONDS: '0' }, /TRIAGE_DECODE_SECONDS: /],
    [{ TRIAGE_DECODE_MEGABYTES: '100' }, /TRIAGE_DECODE_MEGABYTES: /],
    [{ TRIAGE_FIRST_IMPRESSION: 'yes' }, /TRIAGE_FIRST_IMPRESSION: /],
    [{ TRIAGE_UNUSUAL_READING: '0' }, /TRIAGE_UNUSUAL_READING: /],
    [{ TRIAGE_UNDO_SECONDS: '-1' }, /TRIAGE_UNDO_SECONDS: /],
    [{ TRIAGE_UNDO_SECONDS: '2 minutes' }, /TRIAGE_UNDO_SECONDS: /],
    [{ TRIAGE_NOTIFICATION_QUEUE: 'A' }, /TRIAGE_NOTIFICATION_QUEUE: expected a queue name/],
    [{ TRIAGE_WEBHOOK_URL: 'https://a.example/x' }, /TRIAGE_WEBHOOK_SECRET: expected whsec_/],
    [{ TRIAGE_WEBHOOK_SECRET: secret }, /TRIAGE_WEBHOOK_URL: expected the address/],
    [{ ...webhook, TRIAGE_WEBHOOK_SECRET: 'hunter2' }, /TRIAGE_WEBHOOK_SECRET: expected whsec_/],
    [{ ...webhook, TRIAGE_WEBHOOK_URL: 'http://a.example/x' }, /TRIAGE_WEBHOOK_URL: expected an https/],
    [{ ...webhook, TRIAGE_WEBHOOK_URL: 'http://127.0.0.1.example/x' }, /TRIAGE_WEBHOOK_URL: /],
    [{ ...webhook, TRIAGE_WEBHOOK_URL: 'https://me:secret@a.example' }, /TRIAGE_WEBHOOK_URL: /],
    [{ ...webhook, TRIAGE_WEBHOOK_URL: 'file:///etc/passwd' }, /TRIAGE_WEBHOOK_URL: /],
    [{ TRIAGE_POLICY: 'missing.json' }, /TRIAGE_POLICY: .*missing\.json cannot be read as JSON/],
  ])('%j stops the start with the name of the setting', (changes, message) => {
    expect(() => read(changes)).toThrow(SettingsError);
    expect(() => read(changes)).toThrow(message);
  });

  test.each([
    ['a score over 1', { rules: [{ finding: 'a', from: 2, priority: 'stat' }] }, /rules\.0\.from: /],
    ['a key that is misspelt', { rulez: [] }, /policy\.json: Unrecognized key: "rulez"/],
    ['a place that is none', { baseline: 'soon' }, /baseline: /],
  ])('a policy with %s is refused at its path', (_what, changes, message) => {
    const file = put('policy.json', { ...defaultPolicy, ...changes });
    expect(() => read({ TRIAGE_POLICY: file })).toThrow(message);
  });

  test('a policy of its own counts', () => {
    expect(read({ TRIAGE_POLICY: put('own.json', { ...defaultPolicy, id: 'own' }) }).policy.id).toBe('own');
  });
});

test("the audit key's file is relative to the app, or to the home folder with ~", () => {
  const fileOf = (file: string) => read({ TRIAGE_AUDIT_KEY_FILE: file }).audit.key;
  expect(fileOf('~/keys/k')).toEqual({ kind: 'file', file: path.join(homedir(), 'keys/k') });
  expect(fileOf('~k')).toEqual({ kind: 'file', file: expect.stringMatching(/.~k$/) });
});

test.each([
  [undefined, '0 */5 * * * *'],
  ['5', '*/5 * * * * *'],
  ['60', '0 */1 * * * *'],
  ['900', '0 */15 * * * *'],
  ['3600', '0 0 * * * *'],
])('what waits is looked for every %s seconds: %s', (seconds, schedule) => {
  expect(read({ TRIAGE_SEAL_EVERY_SECONDS: seconds }).sealing).toEqual({
    afterSeconds: 5,
    schedule,
    lateMinutes: 15,
  });
});
