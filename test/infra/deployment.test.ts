import { containers } from '../../src/storage/containers';
import { gateTable } from '../../src/storage/incoming/gate';
import { patientTable } from '../../src/storage/studies/patientIndex';
import { worklistTable } from '../../src/storage/worklist/worklistRows';
import { describeWith } from '../support/requirements';
import { bicep } from './bicep';
import { type Deployment, deployments, place, scopeOf } from './deployments';
import { grantsOf, holds, lostFiles, permissionRows, textOf } from './permissions';

/** Asserted of every combination of plan, back end and networking, with defaults and with every parameter used. */
describeWith([bicep], 'every deployment', () => {
  let all: Deployment[];
  beforeAll(async () => {
    all = await deployments();
  });

  const each = (check: (deployment: Deployment) => void) => () => {
    expect(all).toHaveLength(16);
    for (const deployment of all) {
      try {
        check(deployment);
      } catch (error) {
        throw new Error(`${deployment.name}: ${(error as Error).message}`, { cause: error });
      }
    }
  };

  test(
    'has two storage accounts that no key opens',
    each(({ of }) => {
      const accounts = of('Microsoft.Storage/storageAccounts');
      expect(accounts).toHaveLength(2);
      for (const { properties } of accounts)
        expect(properties).toMatchObject({
          allowSharedKeyAccess: false,
          defaultToOAuthAuthentication: true,
          allowCrossTenantReplication: false,
        });
    }),
  );

  test(
    'has no public blob, in no account and no container',
    each(({ of }) => {
      for (const { properties } of of('Microsoft.Storage/storageAccounts'))
        expect(properties).toMatchObject({ allowBlobPublicAccess: false });
      for (const { properties } of of('Microsoft.Storage/storageAccounts/blobServices/containers'))
        expect(properties).toMatchObject({ publicAccess: 'None' });
    }),
  );

  test(
    'speaks TLS 1.2 or later, and HTTPS only',
    each(({ of }) => {
      for (const { properties } of of('Microsoft.Storage/storageAccounts'))
        expect(properties).toMatchObject({ minimumTlsVersion: 'TLS1_2', supportsHttpsTrafficOnly: true });
      const [site, ...others] = of('Microsoft.Web/sites');
      expect(others).toEqual([]);
      expect(site?.properties).toMatchObject({
        httpsOnly: true,
        siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2', ftpsState: 'Disabled' },
      });
    }),
  );

  test(
    'takes packages with Entra ID alone',
    each(({ of }) => {
      const policies = of('Microsoft.Web/sites/basicPublishingCredentialsPolicies');
      expect(policies.map(({ name }) => name.split('/')[1])).toEqual(['ftp', 'scm']);
      for (const { properties } of policies) expect(properties).toEqual({ allow: false });
    }),
  );

  test(
    'holds no key, password or connection string of storage, and nothing of `listKeys`',
    each(({ resources }) => {
      expect(JSON.stringify(resources)).not.toMatch(
        /list(Keys|Account\w*|Secrets?)\(|AccountKey=|SharedAccess/i,
      );
    }),
  );

  test(
    'runs as a user-assigned identity, which also fetches the package and the secrets',
    each(({ of, isFlex }) => {
      const [site] = of('Microsoft.Web/sites');
      expect(site?.identity).toMatchObject({ type: 'UserAssigned' });
      expect(site?.properties).toMatchObject({
        keyVaultReferenceIdentity: expect.stringMatching(/\/userAssignedIdentities\/id-triage-\w+$/),
      });
      if (isFlex)
        expect(site?.properties).toMatchObject({
          functionAppConfig: {
            runtime: { name: 'node', version: '24' },
            deployment: { storage: { authentication: { type: 'UserAssignedIdentity' } } },
          },
        });
      else expect(site?.properties).toMatchObject({ siteConfig: { linuxFxVersion: 'NODE|24' } });
    }),
  );

  test(
    'is reached, when it is private, through private endpoints alone: accounts, vault, app and scheduler',
    each(({ of, isPrivate, hasScheduler }) => {
      const services = of('Microsoft.Network/privateEndpoints').map(({ name }) =>
        name.replace(/^pe-|-[a-z0-9]{13}$/g, ''),
      );
      const expected = ['data-blob', 'data-queue', 'data-table', 'host-blob', 'host-queue', 'host-table'];
      const more = ['sites', 'vault', ...(hasScheduler ? ['scheduler'] : [])];
      expect(services.sort()).toEqual(isPrivate ? [...expected, ...more].sort() : []);
      const reached = [
        'Microsoft.Storage/storageAccounts',
        'Microsoft.KeyVault/vaults',
        'Microsoft.Web/sites',
        'Microsoft.DurableTask/schedulers',
      ].flatMap(of);
      expect(reached).toHaveLength(hasScheduler ? 5 : 4);
      for (const { properties } of reached)
        expect(properties).toMatchObject({ publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled' });
      for (const { properties } of [
        ...of('Microsoft.Storage/storageAccounts'),
        ...of('Microsoft.KeyVault/vaults'),
      ])
        expect(properties).toMatchObject({ networkAcls: { defaultAction: isPrivate ? 'Deny' : 'Allow' } });
    }),
  );

  test(
    'lets callers in from the named addresses alone, where some are named',
    each(({ of, usesAll }) => {
      const [site] = of('Microsoft.Web/sites');
      expect(site?.properties).toMatchObject({
        siteConfig: {
          ipSecurityRestrictionsDefaultAction: usesAll ? 'Deny' : 'Allow',
          ipSecurityRestrictions: usesAll ? [{ action: 'Allow', ipAddress: '192.0.2.0/24' }] : [],
        },
      });
    }),
  );

  test(
    'has the containers and the table that the app writes, and the queue of arrivals',
    each(({ of, usesAll }) => {
      const named = (type: string) =>
        of(type)
          .filter(({ id }) => id.includes('/stdata'))
          .map(({ name }) => name.split('/').at(-1));
      expect(named('Microsoft.Storage/storageAccounts/blobServices/containers').sort()).toEqual(
        ['incoming', 'deadletters', ...Object.values(containers)].sort(),
      );
      expect(named('Microsoft.Storage/storageAccounts/tableServices/tables')).toEqual([
        worklistTable,
        gateTable,
        patientTable,
      ]);
      expect(named('Microsoft.Storage/storageAccounts/queueServices/queues')).toEqual([
        'incoming-events',
        'incoming-events-poison',
        ...(usesAll ? ['notices'] : []),
      ]);
    }),
  );

  test(
    'keeps each version in `audit`, with protected append, until the locked policy is left alone',
    each(({ of, usesAll }) => {
      const audit = of('Microsoft.Storage/storageAccounts/blobServices/containers').find(({ name }) =>
        name.endsWith('/audit'),
      );
      expect(audit?.properties).toMatchObject({ immutableStorageWithVersioning: { enabled: true } });
      const policies = of('Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies');
      expect(policies.map(({ id }) => place(scopeOfChild(id)))).toEqual(
        usesAll ? [] : ['Microsoft.Storage/storageAccounts/stdata/containers/audit'],
      );
      for (const { properties } of policies)
        expect(properties).toEqual({
          immutabilityPeriodSinceCreationInDays: 3650,
          allowProtectedAppendWrites: true,
        });
    }),
  );

  test(
    'forgets deleted data after days: old versions go everywhere but in `audit`',
    each(({ of }) => {
      const data = of('Microsoft.Storage/storageAccounts/blobServices').find(({ id }) =>
        id.includes('/stdata'),
      );
      expect(data?.properties).toEqual({
        isVersioningEnabled: true,
        deleteRetentionPolicy: { enabled: true, days: 7 },
        containerDeleteRetentionPolicy: { enabled: true, days: 7 },
      });
      const [rules] = of('Microsoft.Storage/storageAccounts/managementPolicies');
      const { audit: _audit, ...others } = containers;
      expect(rules?.properties).toMatchObject({
        policy: {
          rules: [
            {
              enabled: true,
              definition: {
                filters: {
                  prefixMatch: ['incoming/', 'deadletters/', ...Object.values(others).map((c) => `${c}/`)],
                },
                actions: { version: { delete: { daysAfterCreationGreaterThan: 1 } } },
              },
            },
            { enabled: true, definition: { filters: { prefixMatch: ['deadletters/'] } } },
          ],
        },
      });
    }),
  );

  test(
    'hears of finished writes into `incoming` alone, and keeps events that it cannot deliver',
    each(({ of }) => {
      const [subscription, ...others] = of('Microsoft.EventGrid/systemTopics/eventSubscriptions');
      expect(others).toEqual([]);
      expect(subscription?.properties).toMatchObject({
        filter: {
          includedEventTypes: ['Microsoft.Storage.BlobCreated'],
          subjectBeginsWith: '/blobServices/default/containers/incoming/blobs/',
          advancedFilters: [
            {
              operatorType: 'StringIn',
              key: 'data.api',
              values: ['PutBlob', 'PutBlockList', 'CopyBlob', 'FlushWithClose'],
            },
          ],
        },
        deliveryWithResourceIdentity: {
          identity: { type: 'SystemAssigned' },
          destination: { endpointType: 'StorageQueue', properties: { queueName: 'incoming-events' } },
        },
        deadLetterWithResourceIdentity: {
          identity: { type: 'SystemAssigned' },
          deadLetterDestination: {
            endpointType: 'StorageBlob',
            properties: { blobContainerName: 'deadletters' },
          },
        },
      });
    }),
  );

  test(
    'has a vault with purge protection and roles instead of policies, and an EC key that cannot be exported',
    each(({ of }) => {
      const [vault] = of('Microsoft.KeyVault/vaults');
      expect(vault?.properties).toMatchObject({
        enablePurgeProtection: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays: 90,
        enableRbacAuthorization: true,
      });
      expect(vault?.properties).not.toHaveProperty('accessPolicies');
      const [key] = of('Microsoft.KeyVault/vaults/keys');
      expect(key?.properties).toEqual({
        kty: 'EC',
        curveName: 'P-256',
        keyOps: ['sign', 'verify'],
        attributes: { enabled: true, exportable: false },
      });
    }),
  );

  test(
    'grants exactly the roles that docs/azure.md lists, and each is called for',
    each((deployment) => {
      const rows = permissionRows().filter((row) => holds(row, deployment));
      expect(grantsOf(deployment).map(textOf).sort()).toEqual(rows.map(textOf).sort());
      expect(rows.flatMap(lostFiles)).toEqual([]);
      expect(rows.filter(({ because }) => because.length < 10)).toEqual([]);
    }),
  );

  test(
    'has a role for uploads that writes and reads nothing, and one for the app that deletes nothing',
    each(({ of }) => {
      const permitted = of('Microsoft.Authorization/roleDefinitions').map(({ properties }) => [
        String(properties?.roleName).replace(/ \(.*/, ''),
        properties?.permissions,
      ]);
      const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
      const nothing = { notActions: [], notDataActions: [] };
      expect(permitted).toEqual([
        [
          'Imaging Triage upload',
          [{ ...nothing, actions: [], dataActions: [`${blobs}/add/action`, `${blobs}/write`] }],
        ],
        [
          'Imaging Triage writer',
          [
            {
              ...nothing,
              actions: ['Microsoft.Storage/storageAccounts/blobServices/containers/read'],
              dataActions: [`${blobs}/add/action`, `${blobs}/read`, `${blobs}/write`],
            },
          ],
        ],
      ]);
    }),
  );

  test(
    'logs who opens the accounts and the vault, apart from telemetry',
    each(({ of }) => {
      const logged = of('Microsoft.Insights/diagnosticSettings').map((one) => ({
        of: place(scopeOf(one)),
        to: place(String(one.properties?.workspaceId)).includes('log-access') ? 'access' : 'telemetry',
        logs: one.properties?.logs,
      }));
      const audit = [{ categoryGroup: 'audit', enabled: true }];
      expect(logged).toEqual([
        { of: 'Microsoft.Storage/storageAccounts/sthost', to: 'access', logs: audit },
        { of: 'Microsoft.Storage/storageAccounts/stdata', to: 'access', logs: audit },
        { of: 'Microsoft.KeyVault/vaults/kv', to: 'access', logs: audit },
        expect.objectContaining({ of: 'Microsoft.Web/sites/triage' }),
      ]);
      for (const { properties } of of('Microsoft.OperationalInsights/workspaces'))
        expect(properties).toMatchObject({ features: { disableLocalAuth: true } });
      for (const { properties } of of('Microsoft.Insights/components'))
        expect(properties).toMatchObject({ DisableLocalAuth: true });
    }),
  );

  test(
    'tells operators what the platform and the app see go wrong, and has a workbook',
    each(({ of, usesAll }) => {
      const alerts = of('Microsoft.Insights/metricAlerts');
      expect(alerts.map(({ name }) => name.replace(/-triage-.*/, ''))).toEqual(
        expect.arrayContaining([
          'server-errors',
          'dead-letters',
          'dropped-events',
          'host-storage',
          'data-storage',
          'vault',
        ]),
      );
      for (const { properties } of alerts)
        expect(properties).toMatchObject({ enabled: true, actions: [expect.anything()] });
      const told = of('Microsoft.Insights/scheduledQueryRules');
      expect(told.length).toBeGreaterThan(5);
      for (const { properties } of told)
        expect(properties).toMatchObject({
          enabled: true,
          scopes: [expect.stringMatching(/\/components\/appi-triage-\w+$/)],
          actions: { actionGroups: [expect.anything()] },
        });
      expect(of('Microsoft.Insights/workbooks')).toHaveLength(1);
      const [group] = of('Microsoft.Insights/actionGroups');
      expect(group?.properties?.emailReceivers).toHaveLength(usesAll ? 1 : 0);
    }),
  );
});

/** The id of the parent. */
function scopeOfChild(id: string): string {
  return id.split('/').slice(0, -2).join('/');
}
