// A small installation without Service Bus: messages travel through Storage queues.
using '../main.bicep'

param environmentName = 'serverless-small'
param location = 'brazilsouth'
param alertEmails = [readEnvironmentVariable('ALERT_EMAIL', 'operators@example.org')]
param transport = 'StorageQueues'
param storageSku = 'Standard_ZRS'
param instanceMemoryMB = 512
param smsSender = readEnvironmentVariable('SMS_SENDER', 'MUTUAL')
param staffAudience = readEnvironmentVariable('STAFF_AUDIENCE', '00000000-0000-0000-0000-00000000000a')
