import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connectionSettings } from '../../src/connections/storageConnection';
import { readSettings } from '../../src/settings/settings';
import { describeWith } from '../support/requirements';
import { bicep, snapshotOf } from './bicep';

const root = path.resolve(__dirname, '../..');

const clientId = 'aaaaaaaa-0000-4000-8000-000000000006';

const parameters = {
  packagesUrl: 'https://host.example/packages',
  identityId: '/subscriptions/…/id-triage',
  hostAccountName: 'sthost',
  dataAccountName: 'stdata',
  identityClientId: clientId,
  vaultUri: 'https://kv.vault.example/',
  auditKeyId: 'https://kv.vault.example/keys/audit/0123456789abcdef0123456789abcdef',
  insightsConnectionString: `InstrumentationKey=${clientId};IngestionEndpoint=https://in.example/`,
  tenantId: 'aaaaaaaa-0000-4000-8000-000000000007',
};
const least = {
  plan: 'FlexConsumption',
  schedulerEndpoint: '',
  entraClientId: '',
  noticeQueue: '',
  more: {},
};
const most = {
  plan: 'ElasticPremium',
  schedulerEndpoint: 'https://scheduler.example',
  entraClientId: 'aaaaaaaa-0000-4000-8000-000000000008',
  noticeQueue: 'notices',
  more: { TRIAGE_OHIF_URL: 'https://pacs.example/ohif/viewer', TRIAGE_SIGN_IN: 'development' },
};

/** What the Functions host, its extensions and App Service read, by what reads it. */
const ofTheHost = [
  // The host: https://learn.microsoft.com/azure/azure-functions/functions-app-settings
  'AzureWebJobsDisableHomepage',
  'AzureFunctionsJobHost__telemetryMode',
  'FUNCTIONS_EXTENSION_VERSION',
  'FUNCTIONS_WORKER_RUNTIME',
  // App Service, for a package in a container.
  'WEBSITE_RUN_FROM_PACKAGE',
  'WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID',
  // Durable Functions; the first ones override host.json.
  'AzureFunctionsJobHost__extensions__durableTask__hubName',
  'AzureFunctionsJobHost__extensions__durableTask__storageProvider__type',
  'AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName',
  'DURABLE_TASK_SCHEDULER_CONNECTION_STRING',
];

/** The settings that docs/settings.md lists: every one that the app reads. */
function documented(): string[] {
  const page = readFileSync(path.join(root, 'docs/settings.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (`[^|]+`) \|/gm)].map(([, cell = '']) => cell);
  const names = rows.flatMap((cell) => [...cell.matchAll(/`([A-Za-z_]\w+)`/g)].map(([, name = '']) => name));
  return [...names, ...connectionSettings('AzureWebJobsStorage'), ...connectionSettings('TRIAGE_STORAGE')];
}

describeWith([bicep], 'the settings of a deployment', () => {
  let [bare, full]: Record<string, string>[] = [];
  beforeAll(async () => {
    const settings = [least, most].map(async (others) => {
      const { outputs } = await snapshotOf('infra/modules/settings.bicep', { ...parameters, ...others });
      return outputs.settings as Record<string, string>;
    });
    [bare, full] = await Promise.all(settings);
  });

  /** As App Service hands them to the app: references to Key Vault are filled in. */
  const readInAzure = (settings: Record<string, string> = {}) => {
    expect(settings.TRIAGE_SITE_KEY).toBe(
      '@Microsoft.KeyVault(SecretUri=https://kv.vault.example/secrets/site-key)',
    );
    const filled = { ...settings, TRIAGE_SITE_KEY: Buffer.alloc(32, 7).toString('base64') };
    return readSettings({ ...filled, WEBSITE_INSTANCE_ID: 'x', WEBSITE_SITE_NAME: 'triage' }, root);
  };

  test('are read by the app or by the host, every one', () => {
    const read = new Set([...documented(), ...ofTheHost]);
    expect(Object.keys({ ...bare, ...full }).filter((name) => !read.has(name))).toEqual([]);
    expect(ofTheHost.filter((name) => !(name in { ...bare, ...full }))).toEqual([]);
  });

  test('are all that the app needs: both accounts and the vault by its identity, events by the queue', () => {
    for (const settings of [bare, full]) {
      const { storage, hostStorage, storageConnection, audit, ingest } = readInAzure(settings);
      const credential = { kind: 'managed-identity', clientId };
      expect(storage).toMatchObject({ blobUrl: 'https://stdata.blob.core.windows.net', credential });
      expect(hostStorage).toMatchObject({ blobUrl: 'https://sthost.blob.core.windows.net', credential });
      expect(storageConnection).toBe('TRIAGE_STORAGE');
      expect(audit).toMatchObject({ credential, key: { kind: 'key-vault', id: parameters.auditKeyId } });
      expect(ingest).toBe('queue');
    }
  });

  test('let people sign in with Entra ID, or nobody', () => {
    expect(readInAzure(bare).access).toMatchObject({ entraSignIn: false });
    expect(readInAzure(bare).access.entra).toBeUndefined();
    const { access } = readInAzure(full);
    expect(access).toMatchObject({
      entraSignIn: true,
      entra: { tenant: parameters.tenantId, clientId: most.entraClientId },
    });
    expect(access.development).toBeUndefined();
  });

  test('send telemetry with the identity', () => {
    expect(readInAzure(bare).telemetry).toMatchObject({ azureMonitor: expect.anything() });
    expect(bare?.APPLICATIONINSIGHTS_AUTHENTICATION_STRING).toBe(`ClientId=${clientId};Authorization=AAD`);
  });

  test('take what the site adds, but for what keeps it safe', () => {
    expect(readInAzure(full).ohifUrl).toBe(most.more.TRIAGE_OHIF_URL);
    expect(full?.TRIAGE_SIGN_IN).toBe('entra');
  });

  test('hold no secret themselves', () => {
    expect(JSON.stringify([bare, full])).not.toMatch(/AccountKey|SharedAccess|sig=|password/i);
  });

  test('name what Flex Consumption must not have on Elastic Premium alone', () => {
    expect(Object.keys(bare ?? {}).filter((name) => /^(FUNCTIONS_|WEBSITE_)/.test(name))).toEqual([]);
    expect(full).toMatchObject({
      WEBSITE_RUN_FROM_PACKAGE: 'https://host.example/packages/released-package.zip',
      WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: parameters.identityId,
    });
  });
});
