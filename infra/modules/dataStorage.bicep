// The account of the data: what arrives, what came of it, and the audit log.

import {
  answersContainer
  arrivalsQueue
  accountingContainer
  auditContainer
  auditPartialContainer
  deadLetterContainer
  incomingContainer
  keptContainers
  modelsContainer
  outputsContainer
  poisonQueue
  sessionsContainer
  tables
  telemetryContainer
} from 'names.bicep'

param name string
param location string
param tags { *: string }
param redundancy string
param isPrivate bool

@description('Days for which deleted and overwritten data can be brought back, and after which an erasure is final.')
@minValue(1)
@maxValue(365)
param keepDeletedDays int

@description('Days for which nothing in `audit` can be changed or deleted.')
@minValue(1)
@maxValue(146000)
param auditRetentionDays int

@description('A locked policy can no longer be written, not even with the same values.')
param auditPolicyIsLocked bool

@description('Queue for notices; empty: none.')
param noticeQueue string

@description('The workspace that logs each access.')
param accessLogsName string

resource accessLogs 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: accessLogsName
}

module hardened 'storageAccount.bicep' = {
  params: { name: name, location: location, tags: tags, redundancy: redundancy, isPrivate: isPrivate }
}

resource account 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: name
  dependsOn: [hardened]
}

// Versions are what the policy of `audit` needs. A deleted blob becomes an old version, which the rule below
// deletes within a day or two; for so many days more it can be brought back, and then it is gone for good.
resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-09-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: keepDeletedDays }
    containerDeleteRetentionPolicy: { enabled: true, days: keepDeletedDays }
  }
}

var containers = concat([incomingContainer, deadLetterContainer], keptContainers, [
  auditPartialContainer
  modelsContainer
  accountingContainer
  sessionsContainer
  telemetryContainer
  outputsContainer
  answersContainer
])

resource plain 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' = [
  for container in containers: {
    parent: blobs
    name: container
    properties: { publicAccess: 'None' }
  }
]

resource audit 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' = {
  parent: blobs
  name: auditContainer
  properties: {
    publicAccess: 'None'
    immutableStorageWithVersioning: { enabled: true }
  }
}

// Each version of each blob is kept; `head.json` and `checkpoint` still get new versions.
resource writeOnce 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2026-09-01' = if (!auditPolicyIsLocked) {
  parent: audit
  name: 'default'
  properties: {
    immutabilityPeriodSinceCreationInDays: auditRetentionDays
    allowProtectedAppendWrites: true
  }
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2026-09-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobs]
  properties: {
    policy: {
      rules: [
        {
          name: 'forget-old-versions'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: map(containers, container => '${container}/') }
            actions: { version: { delete: { daysAfterCreationGreaterThan: 1 } } }
          }
        }
        {
          // An event names the file that it is about.
          name: 'forget-dead-letters'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['${deadLetterContainer}/'] }
            actions: { baseBlob: { delete: { daysAfterCreationGreaterThan: 30 } } }
          }
        }
      ]
    }
  }
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2026-09-01' = {
  parent: account
  name: 'default'
}

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2026-09-01' = [
  for name in concat([arrivalsQueue, poisonQueue], empty(noticeQueue) ? [] : [noticeQueue]): {
    parent: queues
    name: name
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2026-09-01' = {
  parent: account
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2026-09-01' = [
  for name in tables: {
    parent: tableService
    name: name
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
