using '../main.bicep'

param environmentName = 'serverless-test'
param location = 'brazilsouth'
param alertEmails = [readEnvironmentVariable('ALERT_EMAIL', 'operators@example.org')]
param storageSku = 'Standard_LRS'
param alwaysReadyHttp = 0
param maximumInstanceCount = 40
param logRetentionDays = 30
param smsSender = readEnvironmentVariable('SMS_SENDER', 'MUTUAL')
param staffAudience = readEnvironmentVariable('STAFF_AUDIENCE', '00000000-0000-0000-0000-00000000000a')
