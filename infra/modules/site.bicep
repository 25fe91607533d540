// Everything of one site, in its resource group.

import * as names from 'names.bicep'
import { sender } from 'uploads.bicep'

param location string
param tags { *: string }
param plan 'FlexConsumption' | 'ElasticPremium'
param backEnd 'AzureStorage' | 'DurableTaskScheduler'
param networking 'public' | 'private'
param addressSpace string
param allowedAddresses string[]
param nodeVersion '22' | '24'
param instanceMemoryMB 2048 | 4096
param maximumInstances int
param redundancy string
param keepDeletedDays int
param auditRetentionDays int
param auditPolicyIsLocked bool
param telemetryDays int
param accessLogDays int
param alertEmails string[]
param entraTenantId string
param entraClientId string
param administratorsGroup string
param auditorsGroup string
param operatorsGroup string
param senders sender[]
param gateways string[]
param noticeQueue string
param auditKeyId string
param moreSettings { *: string }

var token = uniqueString(resourceGroup().id, location)
var siteName = 'triage-${token}'
var hostAccountName = 'sthost${token}'
var dataAccountName = 'stdata${token}'
var identityName = 'id-${siteName}'
var pacsIdentityName = 'id-pacs-${siteName}'
var insightsName = 'appi-${siteName}'
var telemetryName = 'log-${siteName}'
var accessLogsName = 'log-access-${siteName}'
var isPrivate = networking == 'private'
var hasScheduler = backEnd == 'DurableTaskScheduler'

module identity 'identity.bicep' = {
  params: { name: identityName, location: location, tags: tags }
}

module pacs 'identity.bicep' = {
  params: { name: pacsIdentityName, location: location, tags: tags }
}

module monitoring 'monitoring.bicep' = {
  dependsOn: [identity]
  params: {
    location: location
    tags: tags
    appIdentityName: identityName
    insightsName: insightsName
    telemetryName: telemetryName
    accessLogsName: accessLogsName
    telemetryDays: telemetryDays
    accessLogDays: accessLogDays
  }
}

module hostStorage 'hostStorage.bicep' = {
  dependsOn: [identity, monitoring]
  params: {
    name: hostAccountName
    location: location
    tags: tags
    redundancy: redundancy
    isPrivate: isPrivate
    appIdentityName: identityName
    hasTaskHub: !hasScheduler
    accessLogsName: accessLogsName
  }
}

module dataStorage 'dataStorage.bicep' = {
  dependsOn: [monitoring]
  params: {
    name: dataAccountName
    location: location
    tags: tags
    redundancy: redundancy
    isPrivate: isPrivate
    keepDeletedDays: keepDeletedDays
    auditRetentionDays: auditRetentionDays
    auditPolicyIsLocked: auditPolicyIsLocked
    noticeQueue: noticeQueue
    accessLogsName: accessLogsName
  }
}

module customRoles 'customRoles.bicep' = {
  params: { siteName: siteName }
}

module dataAccess 'dataAccess.bicep' = {
  dependsOn: [customRoles, dataStorage, identity]
  params: {
    accountName: dataAccountName
    appIdentityName: identityName
    noticeQueue: noticeQueue
  }
}

module uploads 'uploads.bicep' = {
  dependsOn: [customRoles, dataStorage, pacs]
  params: {
    accountName: dataAccountName
    pacsIdentityName: pacsIdentityName
    senders: senders
  }
}

module gatewayAccess 'gateways.bicep' = {
  dependsOn: [customRoles, dataStorage]
  params: { accountName: dataAccountName, gateways: gateways }
}

module arrivals 'arrivals.bicep' = {
  dependsOn: [dataStorage]
  params: { name: 'evgt-${siteName}', location: location, tags: tags, accountName: dataAccountName }
}

module vault 'vault.bicep' = {
  dependsOn: [identity, monitoring]
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    isPrivate: isPrivate
    appIdentityName: identityName
    accessLogsName: accessLogsName
  }
}

module people 'people.bicep' = {
  dependsOn: [dataStorage, monitoring, vault]
  params: {
    dataAccountName: dataAccountName
    vaultName: 'kv-${token}'
    telemetryName: telemetryName
    accessLogsName: accessLogsName
    administratorsGroup: administratorsGroup
    auditorsGroup: auditorsGroup
    operatorsGroup: operatorsGroup
  }
}

module scheduler 'scheduler.bicep' = if (hasScheduler) {
  dependsOn: [identity]
  params: {
    name: 'dts-${token}'
    location: location
    tags: tags
    isPrivate: isPrivate
    appIdentityName: identityName
  }
}

module settings 'settings.bicep' = {
  params: {
    plan: plan
    packagesUrl: hostStorage.outputs.packagesUrl
    identityId: identity.outputs.id
    hostAccountName: hostAccountName
    dataAccountName: dataAccountName
    identityClientId: identity.outputs.clientId
    vaultUri: vault.outputs.uri
    auditKeyId: empty(auditKeyId) ? vault.outputs.auditKeyId : auditKeyId
    insightsConnectionString: monitoring.outputs.connectionString
    schedulerEndpoint: scheduler.?outputs.endpoint ?? ''
    tenantId: entraTenantId
    entraClientId: entraClientId
    noticeQueue: noticeQueue
    more: moreSettings
  }
}

module plans 'plan.bicep' = {
  params: {
    name: 'plan-${siteName}'
    location: location
    tags: tags
    plan: plan
    maximumInstances: maximumInstances
  }
}

module app 'app.bicep' = {
  dependsOn: [dataAccess]
  params: {
    name: siteName
    location: location
    tags: tags
    plan: plan
    planId: plans.outputs.id
    nodeVersion: nodeVersion
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    identityName: identityName
    packagesUrl: hostStorage.outputs.packagesUrl
    isPrivate: isPrivate
    subnetId: network.?outputs.appSubnetId ?? ''
    allowedAddresses: allowedAddresses
    settings: settings.outputs.settings
    telemetryName: telemetryName
  }
}

module alerts 'alerts.bicep' = {
  params: {
    name: siteName
    tags: tags
    emails: alertEmails
    siteId: app.outputs.id
    topicId: arrivals.outputs.topicId
    hostAccountId: hostStorage.outputs.id
    dataAccountId: dataStorage.outputs.id
    vaultId: vault.outputs.id
  }
}

module watching '../monitoring/watching.bicep' = {
  params: {
    name: siteName
    location: location
    tags: tags
    insightsName: insightsName
    actionGroupId: alerts.outputs.actionGroupId
  }
}

// Private networking: every service that the app opens, and the app itself, at an address of the network.

var storageZones = toObject(
  ['blob', 'queue', 'table'],
  service => service,
  service => 'privatelink.${service}.${environment().suffixes.storage}'
)
var zones = {
  ...storageZones
  // Not in environment(): the suffix there is that of the public address.
  vault: 'privatelink.vaultcore.azure.net'
  sites: 'privatelink.azurewebsites.net'
  scheduler: 'privatelink.durabletask.io'
}

module network 'network.bicep' = if (isPrivate) {
  params: {
    name: siteName
    location: location
    tags: tags
    addressSpace: addressSpace
    delegation: plan == 'FlexConsumption' ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms'
    zones: map(items(zones), zone => zone.value)
  }
}

var storageEndpoints = flatten(map(['blob', 'queue', 'table'], service => [
  { name: 'host-${service}', service: service }
  { name: 'data-${service}', service: service }
]))

module storageEndpoint 'privateEndpoint.bicep' = [
  for one in storageEndpoints: if (isPrivate) {
    params: {
      name: 'pe-${one.name}-${token}'
      location: location
      tags: tags
      subnetId: network!.outputs.endpointSubnetId
      resourceId: startsWith(one.name, 'host') ? hostStorage.outputs.id : dataStorage.outputs.id
      service: one.service
      zone: zones[one.service]
    }
  }
]

module vaultEndpoint 'privateEndpoint.bicep' = if (isPrivate) {
  params: {
    name: 'pe-vault-${token}'
    location: location
    tags: tags
    subnetId: network!.outputs.endpointSubnetId
    resourceId: vault.outputs.id
    service: 'vault'
    zone: zones.vault
  }
}

module siteEndpoint 'privateEndpoint.bicep' = if (isPrivate) {
  params: {
    name: 'pe-sites-${token}'
    location: location
    tags: tags
    subnetId: network!.outputs.endpointSubnetId
    resourceId: app.outputs.id
    service: 'sites'
    zone: zones.sites
  }
}

module schedulerEndpoint 'privateEndpoint.bicep' = if (isPrivate && hasScheduler) {
  params: {
    name: 'pe-scheduler-${token}'
    location: location
    tags: tags
    subnetId: network!.outputs.endpointSubnetId
    resourceId: scheduler!.outputs.id
    service: 'scheduler'
    zone: zones.scheduler
  }
}

output appName string = siteName
output hostName string = app.outputs.hostName
output dataAccountName string = dataAccountName
output hostAccountName string = hostAccountName
output incomingContainer string = names.incomingContainer
output pacsClientId string = pacs.outputs.clientId
output vaultId string = vault.outputs.id
output siteKeySecret string = names.siteKeySecret
