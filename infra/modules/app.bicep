// The function app.

param name string
param location string
param tags { *: string }
param plan 'FlexConsumption' | 'ElasticPremium'
param planId string
param nodeVersion '22' | '24'
param instanceMemoryMB 2048 | 4096
param maximumInstances int
param identityName string
param packagesUrl string

@description('The app has an address in the network alone, and calls out from the subnet.')
param isPrivate bool
param subnetId string

@description('Addresses, as CIDR, from which the app is reached; empty: from all.')
param allowedAddresses string[]

param settings { *: string }

@description('The workspace for telemetry.')
param telemetryName string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource telemetry 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: telemetryName
}

var isFlex = plan == 'FlexConsumption'

var restrictions = [
  for (address, i) in allowedAddresses: {
    name: 'site-${i}'
    action: 'Allow'
    priority: 100 + i
    ipAddress: address
  }
]

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: { ...tags, 'azd-service-name': 'app' }
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: planId
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    virtualNetworkSubnetId: isPrivate ? subnetId : null
    functionAppConfig: isFlex
      ? {
          deployment: {
            storage: {
              type: 'blobContainer'
              value: packagesUrl
              authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
            }
          }
          runtime: { name: 'node', version: nodeVersion }
          scaleAndConcurrency: { instanceMemoryMB: instanceMemoryMB, maximumInstanceCount: maximumInstances }
        }
      : null
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      remoteDebuggingEnabled: false
      ipSecurityRestrictionsDefaultAction: empty(allowedAddresses) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: restrictions
      ...(isFlex
        ? {}
        : {
            linuxFxVersion: 'NODE|${nodeVersion}'
            functionsRuntimeScaleMonitoringEnabled: isPrivate
            minimumElasticInstanceCount: 1
          })
    }
  }
}

// Packages are sent with Entra ID; there is no user name and password for it.
resource passwordsForFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'ftp'
  properties: { allow: false }
}

resource passwordsForPackages 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'scm'
  properties: { allow: false }
}

resource appSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: site
  name: 'appsettings'
  properties: settings
}

// The host's own log; the app writes no patient's name into it, and no name of a file.
// No stable version of this type knows groups of categories.
#disable-next-line use-recent-api-versions
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: site
  name: 'host'
  properties: {
    workspaceId: telemetry.id
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = site.id
output hostName string = site.properties.defaultHostName
