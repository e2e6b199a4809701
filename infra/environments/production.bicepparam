using '../main.bicep'

param environmentName = 'serverless'
param location = 'brazilsouth'
param alertEmails = [readEnvironmentVariable('ALERT_EMAIL', 'operators@example.org')]
param storageSku = 'Standard_ZRS'
param alwaysReadyHttp = 1
