// The app itself on Flex Consumption: our executable as a custom handler, its settings, its logs.
param name string
param planName string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param packageContainer string
param keyVaultUri string
param sealKeyUri string
param secrets array
param serviceBusHost string
param transport string
param faceEndpoint string
param applicationInsightsConnection string
param workspaceId string
param publicBaseAddress string
param instanceMemoryMB int
param maximumInstanceCount int
param alwaysReadyHttp int
param smsHost string
param smsSender string
param voiceCallerId string
param voiceAudience string
param speechEndpoint string
param emailSender string
param tokenIssuer string
param tokenAudience string
param staffAuthority string
param staffAudience string
param partnerEndpoints object
param extraSettings object

var suffixes = environment().suffixes.storage
var withServiceBus = transport == 'ServiceBus'
var publicBase = empty(publicBaseAddress) ? 'https://${name}.azurewebsites.net' : publicBaseAddress

var hostSettings = {
  AzureWebJobsStorage__blobServiceUri: 'https://${storageName}.blob.${suffixes}'
  AzureWebJobsStorage__queueServiceUri: 'https://${storageName}.queue.${suffixes}'
  AzureWebJobsStorage__tableServiceUri: 'https://${storageName}.table.${suffixes}'
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnection
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
}

var ourSettings = {
  AZURE_CLIENT_ID: identityClientId
  DOTNET_hostBuilder__reloadConfigOnChange: 'false'
  Storage__TableServiceUri: 'https://${storageName}.table.${suffixes}'
  Storage__BlobServiceUri: 'https://${storageName}.blob.${suffixes}'
  Storage__QueueServiceUri: 'https://${storageName}.queue.${suffixes}'
  Storage__ManagedIdentityClientId: identityClientId
  Messaging__Transport: transport
  Documents__SealKey: sealKeyUri
  Hosting__PublicBaseAddress: publicBase
  AccessTokens__Issuer: empty(tokenIssuer) ? publicBase : tokenIssuer
  AccessTokens__Audience: tokenAudience
  Sms__Endpoint: 'https://${smsHost}'
  Sms__From: smsSender
  Email__Endpoint: 'https://${smsHost}'
  Email__From: emailSender
  Staff__Authority: staffAuthority
  Staff__Audience: staffAudience
}

var serviceBusSettings = withServiceBus
  ? {
      ServiceBus__fullyQualifiedNamespace: serviceBusHost
      ServiceBus__credential: 'managedidentity'
      ServiceBus__clientId: identityClientId
      Messaging__ServiceBus__Endpoint: 'https://${serviceBusHost}'
    }
  : {}

var faceSettings = empty(faceEndpoint)
  ? { Face__Provider: 'officers' }
  : { Face__Provider: 'azure', Face__Endpoint: faceEndpoint }

var voiceSettings = empty(voiceCallerId)
  ? {}
  : {
      Voice__CallerId: voiceCallerId
      Voice__CallbackAudience: voiceAudience
      Voice__SpeechEndpoint: speechEndpoint
    }

// A partner without an address is no setting at all: the app then says that it is not configured.
var partnerSettings = toObject(filter(items(partnerEndpoints), item => !empty(item.value)), item => item.key, item => item.value)

var secretSettings = reduce(
  secrets,
  {},
  (settings, item) => union(settings, { '${item.setting}': '@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/${item.secret})' })
)

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainer
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'custom', version: '1.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyHttp > 0 ? [{ name: 'http', instanceCount: alwaysReadyHttp }] : []
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(hostSettings, ourSettings, serviceBusSettings, faceSettings, voiceSettings, partnerSettings, secretSettings, extraSettings)
}

resource noBasicFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource noBasicScm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = app.id
output name string = app.name
output uri string = 'https://${app.properties.defaultHostName}'
