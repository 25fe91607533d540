// Every combination of plan, back end and networking, once with the defaults of all other parameters and once with
// every one of them used, in one deployment: so one run of the compiler evaluates all.

targetScope = 'subscription'

type combination = {
  plan: 'FlexConsumption' | 'ElasticPremium'
  backEnd: 'AzureStorage' | 'DurableTaskScheduler'
  networking: 'public' | 'private'
}

var combinations combination[] = [
  { plan: 'FlexConsumption', backEnd: 'AzureStorage', networking: 'public' }
  { plan: 'FlexConsumption', backEnd: 'AzureStorage', networking: 'private' }
  { plan: 'FlexConsumption', backEnd: 'DurableTaskScheduler', networking: 'public' }
  { plan: 'FlexConsumption', backEnd: 'DurableTaskScheduler', networking: 'private' }
  { plan: 'ElasticPremium', backEnd: 'AzureStorage', networking: 'public' }
  { plan: 'ElasticPremium', backEnd: 'AzureStorage', networking: 'private' }
  { plan: 'ElasticPremium', backEnd: 'DurableTaskScheduler', networking: 'public' }
  { plan: 'ElasticPremium', backEnd: 'DurableTaskScheduler', networking: 'private' }
]

module withDefaults '../../infra/main.bicep' = [
  for one in combinations: {
    params: {
      environmentName: 'defaults-${one.plan}-${one.backEnd}-${one.networking}'
      location: 'westeurope'
      plan: one.plan
      backEnd: one.backEnd
      networking: one.networking
    }
  }
]

module withAll '../../infra/main.bicep' = [
  for one in combinations: {
    params: {
      environmentName: 'all-${one.plan}-${one.backEnd}-${one.networking}'
      location: 'westeurope'
      plan: one.plan
      backEnd: one.backEnd
      networking: one.networking
      administratorsGroup: 'aaaaaaaa-0000-4000-8000-000000000001'
      auditorsGroup: 'aaaaaaaa-0000-4000-8000-000000000002'
      operatorsGroup: 'aaaaaaaa-0000-4000-8000-000000000003'
      senders: [{ principalId: 'aaaaaaaa-0000-4000-8000-000000000004', principalType: 'ServicePrincipal' }]
      gateways: ['aaaaaaaa-0000-4000-8000-000000000006']
      noticeQueue: 'notices'
      alertEmails: ['operators@example.org']
      allowedAddresses: ['192.0.2.0/24']
      entraClientId: 'aaaaaaaa-0000-4000-8000-000000000005'
      auditPolicyIsLocked: true
    }
  }
]
