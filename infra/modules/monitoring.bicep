// Two workspaces: telemetry for operators, which names no patient, and who opened what, for auditors. The second
// one holds the names of blobs, and those in `incoming` are as the PACS gave them.

import * as roles from 'builtInRoles.bicep'

param insightsName string
param telemetryName string
param accessLogsName string
param location string
param tags { *: string }
param appIdentityName string

@description('Days for which telemetry is kept.')
param telemetryDays int

@description('Days for which it is kept who opened what.')
param accessLogDays int

resource appIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: appIdentityName
}

resource telemetry 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: telemetryName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: telemetryDays
    features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true }
  }
}

resource accessLogs 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: accessLogsName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: accessLogDays
    // Who may see the account itself does not see by whom it was opened.
    features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: false }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: telemetry.id
    DisableLocalAuth: true
    IngestionMode: 'LogAnalytics'
  }
}

resource publishes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, appIdentity.id, roles.monitoringMetricsPublisher)
  properties: {
    principalId: appIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.monitoringMetricsPublisher
    )
  }
}

output connectionString string = insights.properties.ConnectionString
