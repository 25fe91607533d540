// What the app tells of its work: a workbook to look at, and alerts. The metrics are those of docs/telemetry.md.

import { rules } from 'rules.bicep'

param name string
param location string
param tags { *: string }

@description('The Application Insights resource to which the app sends.')
param insightsName string

@description('Whom alerts are told.')
param actionGroupId string

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(insights.id, 'imaging-triage')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Imaging Triage'
    category: 'workbook'
    sourceId: insights.id
    serializedData: loadTextContent('workbook.json')
    version: 'Notebook/1.0'
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for one in rules: {
    name: '${one.name}-${name}'
    location: location
    tags: tags
    properties: {
      displayName: one.name
      description: one.description
      severity: one.severity
      enabled: true
      scopes: [insights.id]
      evaluationFrequency: one.every
      windowSize: one.over
      criteria: {
        allOf: [
          {
            query: one.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      actions: { actionGroups: [actionGroupId] }
    }
  }
]
