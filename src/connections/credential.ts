import type { TokenCredential } from '@azure/identity';
import type { CredentialSettings } from './storageConnection';

/** Obtains tokens as the settings say. The library is loaded with the first token: it is a large one. */
export function credentialOf(settings: CredentialSettings): TokenCredential {
  let opened: Promise<TokenCredential> | undefined;
  return {
    getToken: async (scopes, options) => {
      opened ??= open(settings);
      return (await opened).getToken(scopes, options);
    },
  };
}

async function open(settings: CredentialSettings): Promise<TokenCredential> {
  const { ClientSecretCredential, DefaultAzureCredential, ManagedIdentityCredential } = await import(
    '@azure/identity'
  );
  if (settings.kind === 'client-secret')
    return new ClientSecretCredential(settings.tenantId, settings.clientId, settings.clientSecret);
  const { kind, clientId, resourceId } = settings;
  if (kind === 'managed-identity')
    return resourceId === undefined
      ? new ManagedIdentityCredential(clientId === undefined ? {} : { clientId })
      : new ManagedIdentityCredential({ resourceId });
  const tenant = settings.tenantId === undefined ? {} : { tenantId: settings.tenantId };
  if (resourceId !== undefined)
    return new DefaultAzureCredential({ ...tenant, managedIdentityResourceId: resourceId });
  return new DefaultAzureCredential({
    ...tenant,
    ...(clientId === undefined ? {} : { managedIdentityClientId: clientId }),
  });
}
