// The key that signs the audit log, which never leaves the vault, and the secrets of the app.

import * as roles from 'builtInRoles.bicep'
import { auditKey } from 'names.bicep'

param name string
param location string
param tags { *: string }
param isPrivate bool
param appIdentityName string

@description('The workspace that logs each access.')
param accessLogsName string

resource accessLogs 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: accessLogsName
}

resource appIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: appIdentityName
}

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      // App Service reads references as the app, and is a trusted service.
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

// Made once: where the key exists, Resource Manager changes nothing of it.
resource signing 'Microsoft.KeyVault/vaults/keys@2026-05-15' = {
  parent: vault
  name: auditKey
  properties: {
    kty: 'EC'
    curveName: 'P-256'
    keyOps: ['sign', 'verify']
    attributes: { enabled: true, exportable: false }
  }
}

resource signs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: signing
  name: guid(signing.id, appIdentity.id, roles.keyVaultCryptoUser)
  properties: {
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultCryptoUser)
  }
}

resource readsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, appIdentity.id, roles.keyVaultSecretsUser)
  properties: {
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
  }
}

// No stable version of this type knows groups of categories.
#disable-next-line use-recent-api-versions
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'access'
  properties: {
    workspaceId: accessLogs.id
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

output id string = vault.id
output uri string = vault.properties.vaultUri
output auditKeyId string = signing.properties.keyUriWithVersion
