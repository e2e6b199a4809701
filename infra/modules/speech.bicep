// Who turns a code into a spoken text during a call: the communication resource asks it with its own identity, nobody has a key.
param name string
param location string
param tags object
param callerPrincipalId string

var cognitiveServicesUser = 'a97b65f3-24c7-4388-baec-2e87135dc908'

resource speech 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'CognitiveServices'
  sku: { name: 'S0' }
  properties: { customSubDomainName: name, disableLocalAuth: true, publicNetworkAccess: 'Enabled' }
}

resource uses 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(speech.id, callerPrincipalId, cognitiveServicesUser)
  scope: speech
  properties: {
    principalId: callerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', cognitiveServicesUser)
  }
}

output endpoint string = speech.properties.endpoint
