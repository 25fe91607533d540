import { readSettings, SettingsError } from '../../src/settings/settings';
import { clientId, tenant } from '../access/tokens';

const good = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  TRIAGE_SITE_KEY: Buffer.alloc(32).toString('base64'),
};
const entra = { TRIAGE_ENTRA_TENANT: tenant, TRIAGE_ENTRA_CLIENT_ID: clientId };
const azure = { WEBSITE_INSTANCE_ID: 'a1b2' };
const local = { WEBSITE_HOSTNAME: '127.0.0.1:7071' };
const read = (more: Record<string, string>) => readSettings({ ...good, ...local, ...more }, __dirname).access;

test('by default nobody can sign in, and a session lasts a working day', () => {
  expect(read({})).toEqual({
    entraSignIn: false,
    sessionMinutes: 480,
    idleMinutes: 15,
    rolesMinutes: 5,
    inAzure: false,
  });
});

test('several ways at once', () => {
  expect(read({ TRIAGE_SIGN_IN: 'development, entra', ...entra })).toMatchObject({
    development: { port: 7071 },
    entraSignIn: true,
    entra: { authority: 'https://login.microsoftonline.com', tenant, clientId, audience: clientId },
  });
  const easyAuth = { TRIAGE_SIGN_IN: 'easy-auth', WEBSITE_AUTH_ENABLED: 'True', ...azure, ...entra };
  expect(read(easyAuth)).toMatchObject({ easyAuth: { tenant, audience: clientId }, inAzure: true });
});

test.each<[string, Record<string, string>, RegExp]>([
  [
    'the development sign-in in Azure',
    { TRIAGE_SIGN_IN: 'development', ...azure },
    /^TRIAGE_SIGN_IN: development .*never starts in Azure; set it to entra/,
  ],
  [
    'the same on another plan',
    { TRIAGE_SIGN_IN: 'entra,development', WEBSITE_SITE_NAME: 'x', ...entra },
    /never starts in Azure/,
  ],
  [
    'Easy Auth on one’s own machine',
    { TRIAGE_SIGN_IN: 'easy-auth' },
    /^TRIAGE_SIGN_IN: easy-auth .*only in Azure/,
  ],
  [
    'Easy Auth that is turned off',
    { TRIAGE_SIGN_IN: 'easy-auth', ...azure },
    /App Service authentication is off/,
  ],
  [
    'Easy Auth without a tenant, whose sign-ins of any tenant counted',
    { TRIAGE_SIGN_IN: 'easy-auth', WEBSITE_AUTH_ENABLED: 'true', ...azure },
    /^TRIAGE_SIGN_IN: easy-auth needs TRIAGE_ENTRA_TENANT and TRIAGE_ENTRA_CLIENT_ID/,
  ],
  [
    'the development sign-in where nobody says on which port of this machine it is',
    { TRIAGE_SIGN_IN: 'development', WEBSITE_HOSTNAME: 'triage.example' },
    /^TRIAGE_SIGN_IN: development starts only where/,
  ],
  [
    'the development sign-in in a container of Kubernetes',
    { TRIAGE_SIGN_IN: 'development', WEBSITE_HOSTNAME: 'localhost:80', KUBERNETES_SERVICE_HOST: '10.0.0.1' },
    /^TRIAGE_SIGN_IN: development .*does not start in a container/,
  ],
  [
    'the same in an image of Functions',
    { TRIAGE_SIGN_IN: 'development', WEBSITE_HOSTNAME: 'localhost:80', DOTNET_RUNNING_IN_CONTAINER: 'true' },
    /does not start in a container/,
  ],
  [
    'Entra ID without a tenant',
    { TRIAGE_SIGN_IN: 'entra' },
    /^TRIAGE_SIGN_IN: entra needs TRIAGE_ENTRA_TENANT/,
  ],
  ['half of Entra ID', { TRIAGE_ENTRA_TENANT: tenant }, /expected both or neither/],
  [
    'a tenant by name',
    { ...entra, TRIAGE_ENTRA_TENANT: 'contoso' },
    /^TRIAGE_ENTRA_TENANT: expected the id of the tenant/,
  ],
  [
    'an unknown way',
    { TRIAGE_SIGN_IN: 'password' },
    /^TRIAGE_SIGN_IN.*expected development, entra, easy-auth/,
  ],
  [
    'an authority without TLS',
    { ...entra, TRIAGE_ENTRA_AUTHORITY: 'http://login.example' },
    /^TRIAGE_ENTRA_AUTHORITY: expected an address/,
  ],
  [
    'one on this machine, in Azure',
    { ...entra, ...azure, TRIAGE_ENTRA_AUTHORITY: 'http://127.0.0.1:1' },
    /begins with https/,
  ],
  ['a session without an end', { TRIAGE_SESSION_MINUTES: '100000' }, /^TRIAGE_SESSION_MINUTES/],
])('%s does not start', (_, environment, message) => {
  expect(() => read(environment)).toThrow(SettingsError);
  expect(() => read(environment)).toThrow(message);
});
