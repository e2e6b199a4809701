// Text messages, calls and e-mail, sent with the app's identity and no key; the sender is registered with the vendor by hand (docs/operators.md).
param name string
param tags object
param appPrincipalId string
param workspaceId string
param emailDomainId string

// The vendor has no role that only sends.
var communicationOwner = '09976791-48a7-449e-bb21-39d1a415f350'

resource service 'Microsoft.Communication/communicationServices@2023-04-01' = {
  name: name
  location: 'global'
  tags: tags
  // Calls speak through the speech service with this identity.
  identity: { type: 'SystemAssigned' }
  properties: { dataLocation: 'Brazil', linkedDomains: [emailDomainId] }
}

resource owns 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(service.id, appPrincipalId, communicationOwner)
  scope: service
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', communicationOwner)
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: service
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'SMSOperational', enabled: true }
      { category: 'CallAutomationOperational', enabled: true }
    ]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = service.id
output immutableId string = service.properties.immutableResourceId
output principalId string = service.identity.principalId
output host string = service.properties.hostName
