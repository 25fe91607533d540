// Two roles that Azure does not have. Each can be assigned in this resource group alone.

import { customRole } from 'names.bicep'

@description('Goes into the names, which are unique in the tenant.')
param siteName string

// Sends files, and cannot read, list or delete any, its own included.
resource upload 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: customRole(resourceGroup().id, 'upload')
  properties: {
    roleName: 'Imaging Triage upload (${siteName})'
    description: 'Writes blobs, and reads, lists and deletes none.'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: []
        notActions: []
        dataActions: [
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write'
        ]
        notDataActions: []
      }
    ]
  }
}

// Storage Blob Data Contributor without what deletes.
resource writer 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: customRole(resourceGroup().id, 'writer')
  properties: {
    roleName: 'Imaging Triage writer (${siteName})'
    description: 'Reads and writes blobs, and deletes none.'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: ['Microsoft.Storage/storageAccounts/blobServices/containers/read']
        notActions: []
        dataActions: [
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write'
        ]
        notDataActions: []
      }
    ]
  }
}
