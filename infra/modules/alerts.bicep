// What the platform itself sees go wrong, told to the site's operators.

param name string
param tags { *: string }

@description('Where alerts go by mail; empty: they show in the portal alone.')
param emails string[]

param siteId string
param topicId string
param hostAccountId string
param dataAccountId string
param vaultId string

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'triage'
    enabled: true
    emailReceivers: [
      for (address, i) in emails: { name: 'operator-${i}', emailAddress: address, useCommonAlertSchema: true }
    ]
  }
}

@description('A metric of one resource that is compared every five minutes.')
type watch = {
  name: string
  description: string
  scope: string
  namespace: string
  metric: string
  aggregation: 'Total' | 'Average' | 'Maximum'
  operator: 'GreaterThan' | 'LessThan'
  threshold: int
  severity: 0 | 1 | 2 | 3
}

var watched watch[] = [
  {
    name: 'server-errors'
    description: 'The app answered requests with server errors. GET /api/health says what is wrong.'
    scope: siteId
    namespace: 'Microsoft.Web/sites'
    metric: 'Http5xx'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 5
    severity: 1
  }
  {
    name: 'dead-letters'
    description: 'Events about new files could not be delivered and lie in the container deadletters. reconcile starts those files within minutes; look at why.'
    scope: topicId
    namespace: 'Microsoft.EventGrid/systemTopics'
    metric: 'DeadLetteredCount'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 0
    severity: 2
  }
  {
    name: 'dropped-events'
    description: 'Events about new files were dropped. reconcile starts those files within minutes; look at why.'
    scope: topicId
    namespace: 'Microsoft.EventGrid/systemTopics'
    metric: 'DroppedEventCount'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 0
    severity: 2
  }
  {
    name: 'host-storage'
    description: 'The storage account of the host does not answer.'
    scope: hostAccountId
    namespace: 'Microsoft.Storage/storageAccounts'
    metric: 'Availability'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 99
    severity: 1
  }
  {
    name: 'data-storage'
    description: 'The storage account of the data does not answer.'
    scope: dataAccountId
    namespace: 'Microsoft.Storage/storageAccounts'
    metric: 'Availability'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 99
    severity: 1
  }
  {
    name: 'vault'
    description: 'Key Vault does not answer: the audit log is not sealed, and the app cannot start.'
    scope: vaultId
    namespace: 'Microsoft.KeyVault/vaults'
    metric: 'Availability'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 99
    severity: 1
  }
]

resource alerts 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for one in watched: {
    name: '${one.name}-${name}'
    location: 'global'
    tags: tags
    properties: {
      description: one.description
      severity: one.severity
      enabled: true
      scopes: [one.scope]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: one.metric
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: one.namespace
            metricName: one.metric
            timeAggregation: one.aggregation
            operator: one.operator
            threshold: one.threshold
          }
        ]
      }
      actions: [{ actionGroupId: operators.id }]
    }
  }
]

output actionGroupId string = operators.id
