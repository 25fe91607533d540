// Imaging Triage in Azure: one resource group with everything of one site. docs/azure.md goes through it.

targetScope = 'subscription'

import { sender } from 'modules/uploads.bicep'

@description('Name of the environment; the resource group is rg-NAME.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Region. It has to offer the plan that is chosen.')
param location string

@description('Flex Consumption goes down to nothing when nothing arrives; Elastic Premium keeps one instance warm.')
param plan 'FlexConsumption' | 'ElasticPremium' = 'FlexConsumption'

@description('Where orchestrations are stored: queues and tables of the host\'s account, or a managed scheduler.')
param backEnd 'AzureStorage' | 'DurableTaskScheduler' = 'AzureStorage'

@description('private: the accounts, the vault and the app are reached through private endpoints alone.')
param networking 'public' | 'private' = 'public'

@description('Address space of the network with private networking, a /24 or larger.')
param addressSpace string = '10.20.0.0/24'

@description('Addresses, as CIDR, from which the app is reached with public networking; empty: from all.')
param allowedAddresses string[] = []

@description('Major version of Node.')
param nodeVersion '22' | '24' = '24'

@description('Memory of an instance of Flex Consumption. 4096 holds one file being read, one being opened, and the models.')
param instanceMemoryMB 2048 | 4096 = 4096

@description('Most instances at a time: what bounds the cost of a flood of files.')
@minValue(1)
@maxValue(100)
param maximumInstances int = 40

@description('Redundancy of both storage accounts.')
param redundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS' = 'Standard_ZRS'

@description('Days for which deleted data can be brought back, and after which an erasure is final.')
@minValue(1)
@maxValue(365)
param keepDeletedDays int = 7

@description('Days for which nothing in the audit log can be changed or deleted. Once the policy is locked, it can only grow.')
@minValue(1)
@maxValue(146000)
param auditRetentionDays int = 3650

@description('Set it to true after locking the policy, which no deployment can write any more.')
param auditPolicyIsLocked bool = false

@description('Days for which telemetry is kept.')
@minValue(30)
@maxValue(730)
param telemetryDays int = 90

@description('Days for which it is kept who opened what in the accounts and the vault.')
@minValue(30)
@maxValue(730)
param accessLogDays int = 365

@description('Addresses that alerts are mailed to.')
param alertEmails string[] = []

@description('Tenant whose people sign in.')
param entraTenantId string = tenant().tenantId

@description('Application (client) id of the registration for the sign-in; empty: nobody can sign in.')
param entraClientId string = ''

@description('Object id of the Entra group that uses the command line on this site; empty: nobody.')
param administratorsGroup string = ''

@description('Object id of the Entra group that checks the audit log and reads who opened what; empty: nobody.')
param auditorsGroup string = ''

@description('Object id of the Entra group that sees telemetry; empty: nobody.')
param operatorsGroup string = ''

@description('Who else than the identity made for the PACS sends files.')
param senders sender[] = []

@description('Object ids of the service principals as which gateways of hospitals run.')
param gateways string[] = []

@description('Storage queue for notices about studies; empty: none.')
param noticeQueue string = ''

@description('Id of the version of the key that signs the audit log, after a rotation; empty: the newest version of the key made here.')
param auditKeyId string = ''

@description('Other settings of docs/settings.md.')
param moreSettings { *: string } = {}

var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module site 'modules/site.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    plan: plan
    backEnd: backEnd
    networking: networking
    addressSpace: addressSpace
    allowedAddresses: allowedAddresses
    nodeVersion: nodeVersion
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    redundancy: redundancy
    keepDeletedDays: keepDeletedDays
    auditRetentionDays: auditRetentionDays
    auditPolicyIsLocked: auditPolicyIsLocked
    telemetryDays: telemetryDays
    accessLogDays: accessLogDays
    alertEmails: alertEmails
    entraTenantId: entraTenantId
    entraClientId: entraClientId
    administratorsGroup: administratorsGroup
    auditorsGroup: auditorsGroup
    operatorsGroup: operatorsGroup
    senders: senders
    gateways: gateways
    noticeQueue: noticeQueue
    auditKeyId: auditKeyId
    moreSettings: moreSettings
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output TRIAGE_APP_NAME string = site.outputs.appName
output TRIAGE_URL string = 'https://${site.outputs.hostName}'
output TRIAGE_DATA_ACCOUNT string = site.outputs.dataAccountName
output TRIAGE_HOST_ACCOUNT string = site.outputs.hostAccountName
output TRIAGE_PACS_CLIENT_ID string = site.outputs.pacsClientId
output TRIAGE_VAULT_ID string = site.outputs.vaultId
output TRIAGE_SITE_KEY_SECRET string = site.outputs.siteKeySecret
