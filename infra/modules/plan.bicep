// Where the app runs: Flex Consumption, which goes down to nothing, or Elastic Premium, which keeps one instance.

param name string
param location string
param tags { *: string }
param plan 'FlexConsumption' | 'ElasticPremium'
param maximumInstances int

resource flex 'Microsoft.Web/serverfarms@2025-03-01' = if (plan == 'FlexConsumption') {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource premium 'Microsoft.Web/serverfarms@2025-03-01' = if (plan == 'ElasticPremium') {
  name: name
  location: location
  tags: tags
  kind: 'elastic'
  sku: { name: 'EP1', tier: 'ElasticPremium' }
  properties: { reserved: true, maximumElasticWorkerCount: maximumInstances }
}

output id string = plan == 'FlexConsumption' ? flex.id : premium.id
