import { openStorage, storageSettingsOf } from '../../../src/cli/site/storageAccess';
import { UsageError } from '../../../src/cli/terminal/errors';
import { freePort } from '../support/freePort';

test('what is typed wins over the environment, an identity over both', () => {
  const environment = { AzureWebJobsStorage: 'from-environment' };
  const connection = 'typed';
  expect(storageSettingsOf({ account: 'site01', connection }, environment)).toEqual({
    kind: 'identity',
    blobUrl: 'https://site01.blob.core.windows.net',
    queueUrl: 'https://site01.queue.core.windows.net',
    tableUrl: 'https://site01.table.core.windows.net',
    credential: { kind: 'default' },
  });
  expect(storageSettingsOf({ connection }, environment)).toMatchObject({ connectionString: 'typed' });
  expect(storageSettingsOf({}, environment)).toMatchObject({ connectionString: 'from-environment' });
});

test('the environment names the account for data as it does for the app', () => {
  const environment = { AzureWebJobsStorage: 'host', TRIAGE_STORAGE: 'data' };
  expect(storageSettingsOf({}, environment)).toMatchObject({ connectionString: 'data' });
  const wrong = () => storageSettingsOf({}, { TRIAGE_STORAGE__accountName: 'Not_An_Account' });
  expect(wrong).toThrow(UsageError);
  expect(wrong).toThrow(/TRIAGE_STORAGE__accountName: expected/);
});

test('an account may be given by its address, in any cloud', () => {
  expect(storageSettingsOf({ account: 'https://site01.blob.core.usgovcloudapi.net/' }, {})).toEqual({
    kind: 'identity',
    blobUrl: 'https://site01.blob.core.usgovcloudapi.net',
    queueUrl: 'https://site01.queue.core.usgovcloudapi.net',
    tableUrl: 'https://site01.table.core.usgovcloudapi.net',
    credential: { kind: 'default' },
  });
});

test.each([
  ['no storage', {}, /No storage account is named/],
  ['an account that is none', { account: 'Not_An_Account' }, /--account is the name/],
  ['an account without encryption', { account: 'http://site01.blob.core.windows.net' }, /https/],
])('%s is wrong usage', (_, choice, message) => {
  const call = () => storageSettingsOf(choice, {});
  expect(call).toThrow(UsageError);
  expect(call).toThrow(message);
});

test('a connection string that is none is told without repeating it: it may hold a key', async () => {
  const failed = openStorage(
    { kind: 'connection-string', connectionString: 'AccountKey=SECRET' },
    'incoming',
  );
  await expect(failed).rejects.toThrow(/connection string cannot be read/);
  await expect(failed).rejects.not.toThrow(/SECRET/);
});

test('storage where nobody listens is told at once, with the address', async () => {
  const port = await freePort();
  const key = Buffer.from('key').toString('base64');
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=${key};BlobEndpoint=http://127.0.0.1:${port}/a`;
  const began = Date.now();
  await expect(openStorage({ kind: 'connection-string', connectionString }, 'incoming')).rejects.toThrow(
    `The storage at 127.0.0.1:${port} cannot be reached (ECONNREFUSED)`,
  );
  expect(Date.now() - began).toBeLessThan(5_000);
});
