// The app's settings (docs/settings.md), and those that the Functions host and its extensions read.

import { incomingContainer, siteKeySecret, taskHub } from 'names.bicep'

param plan 'FlexConsumption' | 'ElasticPremium'
param packagesUrl string
param identityId string
param hostAccountName string
param dataAccountName string
param identityClientId string
param vaultUri string
param auditKeyId string
param insightsConnectionString string

@description('Endpoint of the Durable Task Scheduler; empty: orchestrations lie in the host\'s account.')
param schedulerEndpoint string

param tenantId string

@description('Application (client) id of the registration that people sign in with; empty: nobody signs in.')
param entraClientId string

param noticeQueue string

@description('Any other setting of docs/settings.md.')
param more { *: string }

var storage = {
  AzureWebJobsStorage__accountName: hostAccountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  TRIAGE_STORAGE__accountName: dataAccountName
  TRIAGE_STORAGE__credential: 'managedidentity'
  TRIAGE_STORAGE__clientId: identityClientId
}

var app = {
  AzureWebJobsDisableHomepage: 'true'
  TRIAGE_SITE_KEY: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${siteKeySecret})'
  TRIAGE_AUDIT_KEY_VAULT_KEY: auditKeyId
  TRIAGE_INGEST: 'queue'
  TRIAGE_INCOMING_CONTAINER: incomingContainer
  // One decoder for what arrives and one for what people open: what an instance's memory is sized for.
  TRIAGE_DECODERS: '1'
  TRIAGE_REQUEST_DECODERS: '1'
}

var signIn = empty(entraClientId)
  ? {}
  : {
      TRIAGE_SIGN_IN: 'entra'
      TRIAGE_ENTRA_TENANT: tenantId
      TRIAGE_ENTRA_CLIENT_ID: entraClientId
    }

var notices = empty(noticeQueue) ? {} : { TRIAGE_NOTIFICATION_QUEUE: noticeQueue }

// The host's telemetry mode is set here and not in host.json: on a developer's machine nothing is sent.
var telemetry = {
  AzureFunctionsJobHost__telemetryMode: 'OpenTelemetry'
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
}

// host.json names the back end; these override it.
var orchestrations = empty(schedulerEndpoint)
  ? {}
  : {
      AzureFunctionsJobHost__extensions__durableTask__hubName: taskHub
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identityClientId}'
    }

// Elastic Premium would keep the package on a file share, and a share is opened with the account's key. So the
// package lies in a container, which the app opens with its identity.
var host = plan == 'FlexConsumption'
  ? {}
  : {
      FUNCTIONS_EXTENSION_VERSION: '~4'
      FUNCTIONS_WORKER_RUNTIME: 'node'
      WEBSITE_RUN_FROM_PACKAGE: '${packagesUrl}/released-package.zip'
      WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: identityId
    }

// What comes later wins: `more` changes nothing that keeps the site safe.
output settings { *: string } = union(more, storage, app, signIn, notices, telemetry, orchestrations, host)
