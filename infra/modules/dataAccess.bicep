// What the app may do with the data, container by container. docs/azure.md says which call needs what.

import * as roles from 'builtInRoles.bicep'
import {
  appContainers
  arrivalsQueue
  auditContainer
  customRole
  incomingContainer
  poisonQueue
  worklistTable
} from 'names.bicep'

param accountName string
param appIdentityName string
param noticeQueue string

resource appIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: appIdentityName
}

resource account 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: accountName

  resource blobs 'blobServices' existing = { name: 'default' }
  resource queues 'queueServices' existing = { name: 'default' }
  resource tables 'tableServices' existing = { name: 'default' }
}

resource incoming 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' existing = {
  parent: account::blobs
  name: incomingContainer
}

// The app never changes what the PACS sent.
resource readsIncoming 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: incoming
  name: guid(incoming.id, appIdentity.id, roles.storageBlobDataReader)
  properties: {
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader)
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' existing = [
  for container in appContainers: {
    parent: account::blobs
    name: container
  }
]

resource writesContainers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (container, i) in appContainers: {
    scope: containers[i]
    name: guid(containers[i].id, appIdentity.id, roles.storageBlobDataContributor)
    properties: {
      principalId: appIdentity.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        roles.storageBlobDataContributor
      )
    }
  }
]

resource audit 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' existing = {
  parent: account::blobs
  name: auditContainer
}

resource auditWriter 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  name: customRole(resourceGroup().id, 'auditWriter')
}

resource writesAudit 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: audit
  name: guid(audit.id, appIdentity.id, auditWriter.id)
  properties: {
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: auditWriter.id
  }
}

var queueNames = concat([arrivalsQueue, poisonQueue], empty(noticeQueue) ? [] : [noticeQueue])

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2026-09-01' existing = [
  for queue in queueNames: {
    parent: account::queues
    name: queue
  }
]

resource usesQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (queue, i) in queueNames: {
    scope: queues[i]
    name: guid(queues[i].id, appIdentity.id, roles.storageQueueDataContributor)
    properties: {
      principalId: appIdentity.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        roles.storageQueueDataContributor
      )
    }
  }
]

resource worklist 'Microsoft.Storage/storageAccounts/tableServices/tables@2026-09-01' existing = {
  parent: account::tables
  name: worklistTable
}

resource writesWorklist 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: worklist
  name: guid(worklist.id, appIdentity.id, roles.storageTableDataContributor)
  properties: {
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageTableDataContributor
    )
  }
}
