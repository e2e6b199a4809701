// Somebody is told when a message is given up on any queue, and when the app answers with errors.
param location string
param tags object
param queues array
param transport string
param appId string
param serviceBusId string
param workspaceId string
param actionGroupId string
param storageName string

var withServiceBus = transport == 'ServiceBus'

resource deadLetters 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for queue in (withServiceBus ? queues : []): {
    name: 'dead-letter-${queue}'
    location: 'global'
    tags: tags
    properties: {
      description: 'Messages of queue ${queue} were given up. See docs/operators.md, "A message was given up".'
      severity: 1
      enabled: true
      scopes: [serviceBusId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: 'dead-letters'
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: 'Microsoft.ServiceBus/namespaces'
            metricName: 'DeadletteredMessages'
            dimensions: [{ name: 'EntityName', operator: 'Include', values: [queue] }]
            operator: 'GreaterThan'
            threshold: 0
            timeAggregation: 'Maximum'
          }
        ]
      }
      actions: [{ actionGroupId: actionGroupId }]
    }
  }
]

// Storage queues have no metric by queue; the write log has.
resource poison 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for queue in (withServiceBus ? [] : queues): {
    name: 'poison-${queue}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      description: 'Messages of queue ${queue} were given up. See docs/operators.md, "A message was given up".'
      severity: 1
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT5M'
      // The log's table exists only after the first write.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: 'StorageQueueLogs | where AccountName == "${storageName}" and OperationName == "PutMessage" and StatusCode == 201 | where Uri has "/${queue}-poison/"'
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
          }
        ]
      }
      actions: { actionGroups: [actionGroupId] }
    }
  }
]

// Orchestrations that only an operator can move on; the app counts them itself.
var givenUpCounters = ['durable.instances.executor_fault', 'durable.instances.left_failed']

resource givenUp 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: 'orchestrations-given-up'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    description: 'An orchestration failed and is not restarted any more. See docs/operators.md, "An orchestration was given up".'
    severity: 1
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    // The metrics' table exists only after the first write.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'AppMetrics | where Name in ("${join(givenUpCounters, '", "')}") and Sum > 0'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: { actionGroups: [actionGroupId] }
  }
}

resource failures 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'server-errors'
  location: 'global'
  tags: tags
  properties: {
    description: 'The app answers with server errors.'
    severity: 2
    enabled: true
    scopes: [appId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'http-5xx'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Web/sites'
          metricName: 'Http5xx'
          operator: 'GreaterThan'
          threshold: 10
          timeAggregation: 'Total'
        }
      ]
    }
    actions: [{ actionGroupId: actionGroupId }]
  }
}
