// The whole installation: one resource group, one function app, what it stores, what watches it.
// Plain resources on purpose: registry modules cannot be compiled without a network and deploy telemetry of their own.
targetScope = 'subscription'

@description('Name of the environment; part of every resource name.')
@minLength(1)
@maxLength(20)
param environmentName string

@description('Azure region.')
param location string

@description('Object id of whoever deploys: may write the package container and create secrets. Empty leaves both out.')
param deployerPrincipalId string = ''

@description('Kind of that principal.')
@allowed(['User', 'ServicePrincipal', 'Group'])
param deployerPrincipalType string = 'User'

@description('Who is written to when a message is given up or the app fails.')
param alertEmails array

@description('Public address of the API, used in links and in the OpenAPI document; empty takes the app\'s own.')
param publicBaseAddress string = ''

@description('How messages travel between contexts.')
@allowed(['ServiceBus', 'StorageQueues'])
param transport string = 'ServiceBus'

@description('Memory of one instance.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Largest number of instances.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('Instances kept warm for HTTP; 0 accepts cold starts.')
@minValue(0)
param alwaysReadyHttp int = 1

@description('Copies of what is stored.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS'])
param storageSku string = 'Standard_ZRS'

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Who signs members\' tokens; empty takes the public address of the API.')
param tokenIssuer string = ''

@description('Whom members\' tokens are for.')
param tokenAudience string = 'serverless-members'

@description('Sender of text messages, as registered with the vendor: letters, or a number of ours.')
@minLength(1)
@maxLength(15)
param smsSender string

@description('Number of ours that calls with codes come from, +51…; empty offers no calls.')
param voiceCallerId string = ''

@description('Domain of the fund that letters come from; empty uses the domain that the vendor manages.')
param emailDomain string = ''

@description('Issuer that staff sign in with; empty takes the tenant of the deployment.')
param staffAuthority string = ''

@description('Application id of this app\'s registration in that directory.')
@minLength(1)
param staffAudience string

@description('Who verifies faces: the vendor, or officers who compare photos (biometrics off).')
@allowed(['azure', 'officers'])
param faceVerification string = 'officers'

@description('Address of the service that tells a payslip\'s room (docs/ports/payroll-capacity.md); empty sends requests to officers.')
param payrollCapacityEndpoint string = ''

@description('Address of the credit bureau (docs/ports/credit-bureau.md); empty sends requests to officers.')
param creditBureauEndpoint string = ''

@description('Address of the payment gateway (docs/ports/payment-gateway.md); empty takes no payments of members.')
param paymentGatewayEndpoint string = ''

@description('Settings of the app that differ by environment; names as environment variables.')
param appSettings object = {}

var names = loadJsonContent('names.json')
var suffix = take(uniqueString(subscription().id, environmentName, location), 8)
var tags = { 'azd-env-name': environmentName }
var withServiceBus = transport == 'ServiceBus'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: 'id-${suffix}', location: location, tags: tags }
}

module observability 'modules/observability.bicep' = {
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    retentionDays: logRetentionDays
    alertEmails: alertEmails
    appPrincipalId: identity.outputs.principalId
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'st${suffix}'
    location: location
    tags: tags
    sku: storageSku
    tables: names.tables
    containers: names.containers
    queues: withServiceBus ? [] : names.queues
    appPrincipalId: identity.outputs.principalId
    deployerPrincipalId: deployerPrincipalId
    deployerPrincipalType: deployerPrincipalType
    workspaceId: observability.outputs.workspaceId
  }
}

module keyVault 'modules/keyVault.bicep' = {
  scope: group
  params: {
    name: 'kv-${suffix}'
    location: location
    tags: tags
    appPrincipalId: identity.outputs.principalId
    deployerPrincipalId: deployerPrincipalId
    deployerPrincipalType: deployerPrincipalType
    workspaceId: observability.outputs.workspaceId
  }
}

module serviceBus 'modules/serviceBus.bicep' = if (withServiceBus) {
  scope: group
  params: {
    name: 'sb-${suffix}'
    location: location
    tags: tags
    queues: names.queues
    appPrincipalId: identity.outputs.principalId
    workspaceId: observability.outputs.workspaceId
  }
}

module email 'modules/email.bicep' = {
  scope: group
  params: {
    suffix: suffix
    tags: tags
    domainName: emailDomain
  }
}

module communication 'modules/communication.bicep' = {
  scope: group
  params: {
    name: 'acs-${suffix}'
    tags: tags
    appPrincipalId: identity.outputs.principalId
    workspaceId: observability.outputs.workspaceId
    emailDomainId: email.outputs.domainId
  }
}

module events 'modules/events.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    suffix: suffix
    identityId: identity.outputs.id
    communicationId: communication.outputs.id
    storageId: storage.outputs.id
    serviceBusId: serviceBus.?outputs.id ?? ''
    transport: transport
    dropContainer: 'drop-payroll'
  }
}

module face 'modules/face.bicep' = if (faceVerification == 'azure') {
  scope: group
  params: {
    name: 'face-${suffix}'
    location: location
    tags: tags
    appPrincipalId: identity.outputs.principalId
    workspaceId: observability.outputs.workspaceId
  }
}

module speech 'modules/speech.bicep' = if (!empty(voiceCallerId)) {
  scope: group
  params: {
    name: 'speech-${suffix}'
    location: location
    tags: tags
    callerPrincipalId: communication.outputs.principalId
  }
}

module api 'modules/functionApp.bicep' = {
  scope: group
  params: {
    name: 'func-${suffix}'
    planName: 'plan-${suffix}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    keyVaultUri: keyVault.outputs.uri
    sealKeyUri: keyVault.outputs.sealKeyUri
    secrets: names.secrets
    serviceBusHost: serviceBus.?outputs.host ?? ''
    transport: transport
    faceEndpoint: faceVerification == 'azure' ? 'https://face-${suffix}.cognitiveservices.azure.com' : ''
    applicationInsightsConnection: observability.outputs.connectionString
    workspaceId: observability.outputs.workspaceId
    publicBaseAddress: publicBaseAddress
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyHttp: alwaysReadyHttp
    smsHost: communication.outputs.host
    smsSender: smsSender
    voiceCallerId: voiceCallerId
    voiceAudience: communication.outputs.immutableId
    speechEndpoint: speech.?outputs.endpoint ?? ''
    emailSender: email.outputs.sender
    tokenIssuer: tokenIssuer
    tokenAudience: tokenAudience
    staffAuthority: empty(staffAuthority) ? '${az.environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0' : staffAuthority
    staffAudience: staffAudience
    partnerEndpoints: {
      PayrollCapacity__Endpoint: payrollCapacityEndpoint
      CreditBureau__Endpoint: creditBureauEndpoint
      PaymentGateway__Endpoint: paymentGatewayEndpoint
    }
    extraSettings: appSettings
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    queues: names.queues
    transport: transport
    appId: api.outputs.id
    serviceBusId: serviceBus.?outputs.id ?? ''
    workspaceId: observability.outputs.workspaceId
    actionGroupId: observability.outputs.actionGroupId
    storageName: storage.outputs.name
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = keyVault.outputs.name
output AZURE_STORAGE_ACCOUNT string = storage.outputs.name
output SERVICE_API_NAME string = api.outputs.name
output SERVICE_API_URI string = api.outputs.uri
