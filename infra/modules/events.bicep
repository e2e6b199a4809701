// What happens at vendors and in the drop container, into the queues that our functions read. CloudEvents 1.0, delivered with the app's
// identity: neither queue has a key. An event that is lost costs nothing: reports are only news, and a timer sweeps the drop container.
param location string
param tags object
param suffix string
param identityId string
param communicationId string
param storageId string
param serviceBusId string
param transport string
param dropContainer string

var subscriptions = {
  reports: {
    queue: 'sms-delivery-reports'
    types: ['Microsoft.Communication.SMSDeliveryReportReceived']
  }
  files: {
    queue: 'payroll-files'
    types: ['Microsoft.Storage.BlobCreated']
  }
}

var destinations = reduce(
  items(subscriptions),
  {},
  (all, item) =>
    union(all, {
      '${item.key}': transport == 'ServiceBus'
        ? { endpointType: 'ServiceBusQueue', properties: { resourceId: '${serviceBusId}/queues/${item.value.queue}' } }
        : {
            endpointType: 'StorageQueue'
            properties: { resourceId: storageId, queueName: item.value.queue, queueMessageTimeToLiveInSeconds: -1 }
          }
    })
)

var delivery = { type: 'UserAssigned', userAssignedIdentity: identityId }
var identity = { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
var retries = { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }

resource texts 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: 'evgt-sms-${suffix}'
  location: 'global'
  tags: tags
  identity: identity
  properties: { source: communicationId, topicType: 'Microsoft.Communication.CommunicationServices' }
}

resource drops 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: 'evgt-storage-${suffix}'
  location: location
  tags: tags
  identity: identity
  properties: { source: storageId, topicType: 'Microsoft.Storage.StorageAccounts' }
}

resource reports 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: texts
  name: subscriptions.reports.queue
  properties: {
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    deliveryWithResourceIdentity: { identity: delivery, destination: destinations.reports }
    filter: { includedEventTypes: subscriptions.reports.types }
    retryPolicy: retries
  }
}

resource files 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: drops
  name: subscriptions.files.queue
  properties: {
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    deliveryWithResourceIdentity: { identity: delivery, destination: destinations.files }
    filter: {
      includedEventTypes: subscriptions.files.types
      subjectBeginsWith: '/blobServices/default/containers/${dropContainer}/blobs/in/'
    }
    retryPolicy: retries
  }
}
