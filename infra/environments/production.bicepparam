using '../main.bicep'

param environmentName = 'serverless'
param location = 'brazilsouth'
param alertEmails = [readEnvironmentVariable('ALERT_EMAIL', 'operators@example.org')]
param storageSku = 'Standard_ZRS'
param alwaysReadyHttp = 1
param smsSender = readEnvironmentVariable('SMS_SENDER', 'MUTUAL')
param staffAudience = readEnvironmentVariable('STAFF_AUDIENCE', '00000000-0000-0000-0000-00000000000a')
param faceVerification = 'azure'
param payrollCapacityEndpoint = readEnvironmentVariable('PAYROLL_CAPACITY_ENDPOINT', 'https://boletas.example.org')
param creditBureauEndpoint = readEnvironmentVariable('CREDIT_BUREAU_ENDPOINT', 'https://central.example.org')
param paymentGatewayEndpoint = readEnvironmentVariable('PAYMENT_GATEWAY_ENDPOINT', 'https://pasarela.example.org')
