// What the app may do with the data, container by container. docs/azure.md says which call needs what.

import * as roles from 'builtInRoles.bicep'
import {
  accountingContainer
  answersContainer
  arrivalsQueue
  auditContainer
  auditPartialContainer
  customRole
  incomingContainer
  keptContainers
  modelsContainer
  outputsContainer
  poisonQueue
  sessionsContainer
  tables
  telemetryContainer
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
  resource tableService 'tableServices' existing = { name: 'default' }
}

var writer = customRole(resourceGroup().id, 'writer')

// The app never changes what the PACS sent or what the site says of models, and deletes no data of a patient
// (erasing is for administrators) but what it made itself for other systems, once they have answered.
var grants = concat(
  map([incomingContainer, modelsContainer], container => {
    container: container
    role: roles.storageBlobDataReader
  }),
  map(concat(keptContainers, [auditContainer, telemetryContainer]), container => { container: container, role: writer }),
  map(
    [accountingContainer, answersContainer, auditPartialContainer, outputsContainer, sessionsContainer],
    container => {
      container: container
      role: roles.storageBlobDataContributor
    }
  )
)

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' existing = [
  for grant in grants: {
    parent: account::blobs
    name: grant.container
  }
]

resource usesContainers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (grant, i) in grants: {
    scope: containers[i]
    name: guid(containers[i].id, appIdentity.id, grant.role)
    properties: {
      principalId: appIdentity.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role)
    }
  }
]

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

resource usedTables 'Microsoft.Storage/storageAccounts/tableServices/tables@2026-09-01' existing = [
  for table in tables: {
    parent: account::tableService
    name: table
  }
]

resource usesTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (table, i) in tables: {
    scope: usedTables[i]
    name: guid(usedTables[i].id, appIdentity.id, roles.storageTableDataContributor)
    properties: {
      principalId: appIdentity.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        roles.storageTableDataContributor
      )
    }
  }
]
