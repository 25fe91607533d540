// What `azd env set NAME VALUE` says, as parameters. docs/azure.md lists the names.

using './main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param plan = readEnvironmentVariable('TRIAGE_PLAN', 'FlexConsumption')
param backEnd = readEnvironmentVariable('TRIAGE_BACK_END', 'AzureStorage')
param networking = readEnvironmentVariable('TRIAGE_NETWORKING', 'public')
param addressSpace = readEnvironmentVariable('TRIAGE_ADDRESS_SPACE', '10.20.0.0/24')
param nodeVersion = readEnvironmentVariable('TRIAGE_NODE_VERSION', '24')
param instanceMemoryMB = readEnvironmentVariable('TRIAGE_INSTANCE_MEGABYTES', '4096') == '2048' ? 2048 : 4096
param maximumInstances = int(readEnvironmentVariable('TRIAGE_MAXIMUM_INSTANCES', '40'))
param redundancy = readEnvironmentVariable('TRIAGE_REDUNDANCY', 'Standard_ZRS')
param keepDeletedDays = int(readEnvironmentVariable('TRIAGE_KEEP_DELETED_DAYS', '7'))
param auditRetentionDays = int(readEnvironmentVariable('TRIAGE_AUDIT_RETENTION_DAYS', '3650'))
param auditPolicyIsLocked = bool(readEnvironmentVariable('TRIAGE_AUDIT_POLICY_LOCKED', 'false'))
param entraClientId = readEnvironmentVariable('TRIAGE_ENTRA_CLIENT_ID', '')
param administratorsGroup = readEnvironmentVariable('TRIAGE_ADMINISTRATORS_GROUP', '')
param auditorsGroup = readEnvironmentVariable('TRIAGE_AUDITORS_GROUP', '')
param operatorsGroup = readEnvironmentVariable('TRIAGE_OPERATORS_GROUP', '')
param noticeQueue = readEnvironmentVariable('TRIAGE_NOTIFICATION_QUEUE', '')
param auditKeyId = readEnvironmentVariable('TRIAGE_AUDIT_KEY_ID', '')

// With commas.
var allowed = readEnvironmentVariable('TRIAGE_ALLOWED_ADDRESSES', '')
param allowedAddresses = empty(allowed) ? [] : split(allowed, ',')

var emails = readEnvironmentVariable('TRIAGE_ALERT_EMAILS', '')
param alertEmails = empty(emails) ? [] : split(emails, ',')

// Object ids of service principals.
var senderIds = readEnvironmentVariable('TRIAGE_SENDERS', '')
param senders = map(empty(senderIds) ? [] : split(senderIds, ','), id => {
  principalId: id
  principalType: 'ServicePrincipal'
})

var gatewayIds = readEnvironmentVariable('TRIAGE_GATEWAYS', '')
param gateways = empty(gatewayIds) ? [] : split(gatewayIds, ',')

// One JSON object of other settings, such as {"TRIAGE_OHIF_URL":"https://…"}.
param moreSettings = json(readEnvironmentVariable('TRIAGE_MORE_SETTINGS', '{}'))
