// Where the app runs in Azure: one web app from a container image, its database on a private network, its secrets
// in a vault, its bot. Deploy into a resource group of its own (docs/install.md). Secrets are parameters of the
// command and are never written into a file.
targetScope = 'resourceGroup'

@description('Short name that every resource starts with: lower-case letters and digits.')
@minLength(3)
@maxLength(12)
param prefix string

@description('Personal data of children stays in the United Kingdom unless the council decides otherwise.')
param location string = 'uksouth'

@description('The host that Teams opens, such as reviews.council.test, without https://. Not an azurewebsites.net name: single sign-on refuses it.')
param publicHost string

@description('The image in the registry below, with its tag.')
param image string = 'education-review:latest'

param tenantId string = subscription().tenantId

@description('Tenants whose guests may sign in, separated by commas; empty for none.')
param guestTenantIds string = ''

@description('App registration for sign-in and Microsoft Graph.')
param clientId string

@description('App registration of the bot; may be the same one.')
param botId string

@description('The manifest id of the Teams app: TEAMS_APP_ID of the app package.')
param teamsAppId string

@description('One object an authority, as docs/install.md lists its fields.')
param authorities array

@secure()
param clientSecret string

@secure()
param botSecret string

@secure()
@minLength(16)
param databasePassword string

param databaseSku string = 'Standard_B2s'

var databaseUser = 'education'
var databaseName = 'education'
var unique = uniqueString(resourceGroup().id, prefix)

// Microsoft's own role definitions.
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${prefix}-identity'
  location: location
}

resource network 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: '${prefix}-network'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/22'] }
    subnets: [
      {
        name: 'web'
        properties: {
          addressPrefix: '10.20.0.0/26'
          delegations: [{ name: 'web', properties: { serviceName: 'Microsoft.Web/serverFarms' } }]
        }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: '10.20.1.0/28'
          delegations: [{ name: 'database', properties: { serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers' } }]
        }
      }
    ]
  }

  resource webSubnet 'subnets' existing = { name: 'web' }
  resource databaseSubnet 'subnets' existing = { name: 'database' }
}

resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: '${prefix}.private.postgres.database.azure.com'
  location: 'global'

  resource link 'virtualNetworkLinks' = {
    name: 'network'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${prefix}-db-${unique}'
  location: location
  sku: { name: databaseSku, tier: 'Burstable' }
  properties: {
    version: '16'
    administratorLogin: databaseUser
    administratorLoginPassword: databasePassword
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 35, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
    network: {
      delegatedSubnetResourceId: network::databaseSubnet.id
      privateDnsZoneArmResourceId: zone.id
      publicNetworkAccess: 'Disabled'
    }
  }
  dependsOn: [zone::link]

  resource reviews 'databases' = {
    name: databaseName
    properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${prefix}-${take(unique, 10)}'
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
  }

  resource clientSecretValue 'secrets' = { name: 'client-secret', properties: { value: clientSecret } }
  resource botSecretValue 'secrets' = { name: 'bot-secret', properties: { value: botSecret } }
  resource databaseUrlValue 'secrets' = {
    name: 'database-url'
    properties: {
      value: 'postgres://${databaseUser}:${uriComponent(databasePassword)}@${database.properties.fullyQualifiedDomainName}:5432/${databaseName}?sslmode=verify-full'
    }
  }
}

resource vaultReader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, keyVaultSecretsUser)
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: '${prefix}${unique}'
  location: location
  sku: { name: 'Basic' }
  properties: { adminUserEnabled: false }
}

resource imagePuller 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, identity.id, acrPull)
  scope: registry
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${prefix}-logs'
  location: location
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: 90 }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${prefix}-insights'
  location: location
  kind: 'web'
  properties: { Application_Type: 'web', WorkspaceResourceId: logs.id, DisableIpMasking: false }
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${prefix}-plan'
  location: location
  kind: 'linux'
  sku: { name: 'B2', tier: 'Basic' }
  properties: { reserved: true }
}

resource web 'Microsoft.Web/sites@2023-12-01' = {
  name: '${prefix}-web-${unique}'
  location: location
  kind: 'app,linux,container'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: network::webSubnet.id
    keyVaultReferenceIdentity: identity.id
    siteConfig: {
      linuxFxVersion: 'DOCKER|${registry.properties.loginServer}/${image}'
      acrUseManagedIdentityCreds: true
      acrUserManagedIdentityID: identity.properties.clientId
      // The sweep for reminders runs inside the server: an app put to sleep would remind nobody.
      alwaysOn: true
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      healthCheckPath: '/healthz'
      vnetRouteAllEnabled: true
    }
  }
  dependsOn: [vaultReader, imagePuller, database::reviews]

  resource settings 'config' = {
    name: 'appsettings'
    properties: {
      PORT: '8080'
      WEBSITES_PORT: '8080'
      WEBSITES_ENABLE_APP_SERVICE_STORAGE: 'false'
      NODE_ENV: 'production'
      PUBLIC_URL: 'https://${publicHost}'
      DATABASE_URL: '@Microsoft.KeyVault(SecretUri=${vault::databaseUrlValue.properties.secretUri})'
      TENANT_ID: tenantId
      GUEST_TENANT_IDS: guestTenantIds
      CLIENT_ID: clientId
      CLIENT_SECRET: '@Microsoft.KeyVault(SecretUri=${vault::clientSecretValue.properties.secretUri})'
      BOT_ID: botId
      BOT_SECRET: '@Microsoft.KeyVault(SecretUri=${vault::botSecretValue.properties.secretUri})'
      AUTHORITIES: string(authorities)
      TEAMS_APP_ID: teamsAppId
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    }
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${prefix}-bot-${unique}'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Education Review'
    endpoint: 'https://${publicHost}/api/messages'
    msaAppId: botId
    msaAppType: 'SingleTenant'
    msaAppTenantId: tenantId
    disableLocalAuth: false
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: { channelName: 'MsTeamsChannel', properties: { isEnabled: true } }
  }
}

output webHost string = web.properties.defaultHostName
output registryName string = registry.name
output webName string = web.name
