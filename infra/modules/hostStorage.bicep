// The account of the Functions host: its locks and keys, the app's package, and the task hub of Durable Functions.

import * as roles from 'builtInRoles.bicep'
import { packageContainer } from 'names.bicep'

param name string
param location string
param tags { *: string }
param redundancy string
param isPrivate bool
param appIdentityName string

@description('The task hub lies in queues and tables of this account.')
param hasTaskHub bool

@description('The workspace that logs each access.')
param accessLogsName string

resource accessLogs 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: accessLogsName
}

resource appIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: appIdentityName
}

module hardened 'storageAccount.bicep' = {
  params: { name: name, location: location, tags: tags, redundancy: redundancy, isPrivate: isPrivate }
}

resource account 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: name
  dependsOn: [hardened]
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-09-01' = {
  parent: account
  name: 'default'
  properties: { deleteRetentionPolicy: { enabled: true, days: 7 } }
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' = {
  parent: blobs
  name: packageContainer
  properties: { publicAccess: 'None' }
}

// Owner, not Contributor: the host takes leases on its blobs and keeps its keys there.
var hostRoles = concat(
  [roles.storageBlobDataOwner],
  hasTaskHub ? [roles.storageQueueDataContributor, roles.storageTableDataContributor] : []
)

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in hostRoles: {
    scope: account
    name: guid(account.id, appIdentity.id, role)
    properties: {
      principalId: appIdentity.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

// No stable version of this type knows groups of categories.
#disable-next-line use-recent-api-versions
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs
  name: 'access'
  properties: {
    workspaceId: accessLogs.id
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

output id string = account.id
output packagesUrl string = '${account.properties.primaryEndpoints.blob}${packageContainer}'
