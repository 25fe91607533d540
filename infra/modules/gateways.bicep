// What `triage gateway` may do: send files, read what is to be brought to the hospital's systems, and write what they
// answered. docs/gateway.md has the rest.

import { storageBlobDataReader } from 'builtInRoles.bicep'
import { answersContainer, customRole, incomingContainer, outputsContainer } from 'names.bicep'

param accountName string
@description('Object ids of service principals.')
param gateways string[]

resource account 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: accountName

  resource blobs 'blobServices' existing = { name: 'default' }
}

var grants = flatten(map(gateways, gateway => [
  { gateway: gateway, container: incomingContainer, role: customRole(resourceGroup().id, 'upload') }
  { gateway: gateway, container: outputsContainer, role: storageBlobDataReader }
  { gateway: gateway, container: answersContainer, role: customRole(resourceGroup().id, 'writer') }
]))

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' existing = [
  for grant in grants: {
    parent: account::blobs
    name: grant.container
  }
]

resource uses 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (grant, i) in grants: {
    scope: containers[i]
    name: guid(containers[i].id, grant.gateway, grant.role)
    properties: {
      principalId: grant.gateway
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role)
    }
  }
]
