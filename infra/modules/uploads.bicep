// Who sends files: an identity made for the PACS's gateway, and whom else the site names.

import { customRole, incomingContainer } from 'names.bicep'

@description('A service principal or a group that sends files.')
@export()
type sender = {
  principalId: string
  principalType: 'Group' | 'ServicePrincipal'
}

param accountName string
param pacsIdentityName string
param senders sender[]

resource account 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: accountName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource incoming 'containers' existing = { name: incomingContainer }
  }
}

resource pacs 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: pacsIdentityName
}

resource upload 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  name: customRole(resourceGroup().id, 'upload')
}

resource pacsSends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account::blobs::incoming
  name: guid(account::blobs::incoming.id, pacs.id, upload.id)
  properties: {
    principalId: pacs.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: upload.id
  }
}

resource othersSend 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for one in senders: {
    scope: account::blobs::incoming
    name: guid(account::blobs::incoming.id, one.principalId, upload.id)
    properties: {
      principalId: one.principalId
      principalType: one.principalType
      roleDefinitionId: upload.id
    }
  }
]
