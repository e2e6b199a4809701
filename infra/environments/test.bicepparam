using '../main.bicep'

param environmentName = 'serverless-test'
param location = 'brazilsouth'
param alertEmails = [readEnvironmentVariable('ALERT_EMAIL', 'operators@example.org')]
param storageSku = 'Standard_LRS'
param alwaysReadyHttp = 0
param maximumInstanceCount = 40
param logRetentionDays = 30
