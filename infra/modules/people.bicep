// What groups of Entra ID may do in Azure itself. Whom the app lets in is decided by its own roles (docs/access.md).

import * as roles from 'builtInRoles.bicep'
import { auditContainer, auditKey, auditPartialContainer } from 'names.bicep'

param dataAccountName string
param vaultName string
param telemetryName string
param accessLogsName string

@description('Use the command line on the site: erase, models, rotation of the key.')
param administratorsGroup string

@description('Check the audit log by themselves, and read who opened what.')
param auditorsGroup string

@description('See how the app is doing.')
param operatorsGroup string

resource account 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: dataAccountName

  resource blobs 'blobServices' existing = {
    name: 'default'
  }
}

var logContainers = [auditContainer, auditPartialContainer]

resource log 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' existing = [
  for container in logContainers: {
    parent: account::blobs
    name: container
  }
]

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' existing = {
  name: vaultName

  resource signing 'keys' existing = { name: auditKey }
}

resource accessLogs 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: accessLogsName
}

resource telemetry 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: telemetryName
}

var dataRoles = [roles.storageBlobDataContributor, roles.storageTableDataContributor]

resource administersData 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in dataRoles: if (!empty(administratorsGroup)) {
    scope: account
    name: guid(account.id, administratorsGroup, role)
    properties: {
      principalId: administratorsGroup
      principalType: 'Group'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource administersKey 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(administratorsGroup)) {
  scope: vault::signing
  name: guid(vault::signing.id, administratorsGroup, roles.keyVaultCryptoUser)
  properties: {
    principalId: administratorsGroup
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultCryptoUser)
  }
}

resource administersSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(administratorsGroup)) {
  scope: vault
  name: guid(vault.id, administratorsGroup, roles.keyVaultSecretsUser)
  properties: {
    principalId: administratorsGroup
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
  }
}

resource auditsLog 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (container, i) in logContainers: if (!empty(auditorsGroup)) {
    scope: log[i]
    name: guid(log[i].id, auditorsGroup, roles.storageBlobDataReader)
    properties: {
      principalId: auditorsGroup
      principalType: 'Group'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader)
    }
  }
]

resource auditsAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(auditorsGroup)) {
  scope: accessLogs
  name: guid(accessLogs.id, auditorsGroup, roles.logAnalyticsDataReader)
  properties: {
    principalId: auditorsGroup
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.logAnalyticsDataReader)
  }
}

// Not of the resource group: that would show the workspace with the names of files as well.
resource operates 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroup)) {
  scope: telemetry
  name: guid(telemetry.id, operatorsGroup, roles.logAnalyticsDataReader)
  properties: {
    principalId: operatorsGroup
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.logAnalyticsDataReader)
  }
}
