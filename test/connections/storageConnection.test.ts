import {
  ConnectionError,
  connectionSettings,
  readStorageConnection,
} from '../../src/connections/storageConnection';

const read = (settings: Record<string, string>) =>
  readStorageConnection(
    Object.fromEntries(Object.entries(settings).map(([form, value]) => [`DATA${form}`, value])),
    'DATA',
  );

const byName = { __accountName: 'hospital' };
const services = {
  blobUrl: 'https://hospital.blob.core.windows.net',
  queueUrl: 'https://hospital.queue.core.windows.net',
  tableUrl: 'https://hospital.table.core.windows.net',
};
const addresses = {
  __blobServiceUri: 'https://b.example/',
  __queueServiceUri: 'https://q.example',
  __tableServiceUri: 'https://t.example/x/',
};

test('nothing is set: no account', () => {
  expect(read({})).toBeUndefined();
  expect(read({ '': '', __accountName: '', __clientId: '' })).toBeUndefined();
});

test('a connection string counts, whatever else is set', () => {
  const connectionString = 'UseDevelopmentStorage=true';
  expect(read({ '': connectionString, ...byName })).toEqual({ kind: 'connection-string', connectionString });
});

test('the name of an account stands for its three services, and each address overrides its own', () => {
  expect(read(byName)).toMatchObject({ kind: 'identity', ...services });
  expect(read({ ...byName, __queueServiceUri: 'https://q.example/' })).toMatchObject({
    ...services,
    queueUrl: 'https://q.example',
  });
  expect(read(addresses)).toMatchObject({
    blobUrl: 'https://b.example',
    queueUrl: 'https://q.example',
    tableUrl: 'https://t.example/x',
  });
});

const resourceId =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i';

test.each([
  [{}, { kind: 'default' }],
  [{ __credential: 'managedidentity' }, { kind: 'managed-identity' }],
  [
    { __credential: 'ManagedIdentity', __clientId: 'c' },
    { kind: 'managed-identity', clientId: 'c' },
  ],
  [
    { __credential: 'managedidentity', __managedIdentityResourceId: resourceId },
    { kind: 'managed-identity', resourceId },
  ],
  [{ __clientId: 'c' }, { kind: 'default', clientId: 'c' }],
  [{ __managedIdentityResourceId: resourceId }, { kind: 'default', resourceId }],
  [{ __tenantId: 't' }, { kind: 'default', tenantId: 't' }],
  [
    { __tenantId: 't', __clientId: 'c', __clientSecret: 's' },
    { kind: 'client-secret', tenantId: 't', clientId: 'c', clientSecret: 's' },
  ],
])('%j: who asks for tokens', (settings, credential) => {
  expect(read({ ...byName, ...settings })).toMatchObject({ credential });
});

test.each([
  [{ '': 'BlobEndpoint=http://10.0.0.4/a' }, /^DATA: expected .*https/],
  [{ __accountName: 'Not_An_Account' }, /^DATA__accountName: expected 3 to 24/],
  [{ ...addresses, __tableServiceUri: 'http://t.example' }, /^DATA__tableServiceUri: .*https/],
  [
    { ...addresses, __queueServiceUri: '' },
    /^DATA__queueServiceUri: expected the address .*DATA__accountName/,
  ],
  [{ __clientId: 'c' }, /^DATA__blobServiceUri: expected/],
  [{ ...byName, __credential: 'token' }, /^DATA__credential: expected managedidentity/],
  [{ ...byName, __clientId: 'c', __managedIdentityResourceId: resourceId }, /expected one of them/],
  [{ ...byName, __clientSecret: 'secret' }, /^DATA__clientSecret: expected DATA__tenantId/],
])('%j is refused by the name of the setting, and repeats no value', (settings, message) => {
  expect(() => read(settings)).toThrow(ConnectionError);
  expect(() => read(settings)).toThrow(message);
  expect(() => read(settings)).not.toThrow(/secret|10\.0\.0\.4/);
});

test('the names of all settings of a connection are known, to switch it off', () => {
  const all = Object.fromEntries(connectionSettings('DATA').map((name) => [name, 'x']));
  expect(all).toMatchObject({ DATA: 'x', DATA__accountName: 'x', DATA__clientSecret: 'x' });
});
