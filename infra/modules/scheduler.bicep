// Durable Task Scheduler: the managed store of orchestrations, instead of queues and tables of the host's account.

import * as roles from 'builtInRoles.bicep'
import { taskHub } from 'names.bicep'

param name string
param location string
param tags { *: string }
param isPrivate bool
param appIdentityName string

resource appIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: appIdentityName
}

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'Consumption' }
    // Without an entry it takes nobody, the app included; who has no role is refused all the same.
    ipAllowlist: ['0.0.0.0/0']
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }

  resource hub 'taskHubs' = { name: taskHub }
}

resource orchestrates 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: scheduler::hub
  name: guid(scheduler::hub.id, appIdentity.id, roles.durableTaskDataContributor)
  properties: {
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.durableTaskDataContributor
    )
  }
}

output id string = scheduler.id
output endpoint string = scheduler.properties.endpoint
