// E-mail of the communication resource. Without a domain of the fund the vendor's own is used; a domain of the fund is verified by hand (docs/operators.md).
param suffix string
param tags object

@description('Domain of the fund for letters; empty uses the domain that the vendor manages.')
param domainName string

var managed = empty(domainName)

resource service 'Microsoft.Communication/emailServices@2023-04-01' = {
  name: 'mail-${suffix}'
  location: 'global'
  tags: tags
  properties: { dataLocation: 'Brazil' }
}

resource domain 'Microsoft.Communication/emailServices/domains@2023-04-01' = {
  parent: service
  name: managed ? 'AzureManagedDomain' : domainName
  location: 'global'
  tags: tags
  properties: { domainManagement: managed ? 'AzureManaged' : 'CustomerManaged' }
}

output domainId string = domain.id
output sender string = 'DoNotReply@${domain.properties.fromSenderDomain}'
