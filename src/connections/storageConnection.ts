import { isOverTls, overTls } from './overTls';

/**
 * How tokens are obtained for what an identity opens. `default` tries what is at hand: Azure's own identity,
 * or whoever signed in with the Azure CLI on a developer's machine.
 */
export type CredentialSettings =
  | ({ readonly kind: 'default'; readonly tenantId?: string } & AssignedIdentity)
  | ({ readonly kind: 'managed-identity' } & AssignedIdentity)
  | {
      readonly kind: 'client-secret';
      readonly tenantId: string;
      readonly clientId: string;
      readonly clientSecret: string;
    };

/** Which user-assigned identity; neither: the one that the system assigned. */
interface AssignedIdentity {
  readonly clientId?: string;
  readonly resourceId?: string;
}

/** A storage account: a connection string, or the addresses of its services and an identity that opens them. */
export type StorageConnection =
  | { readonly kind: 'connection-string'; readonly connectionString: string }
  | {
      readonly kind: 'identity';
      readonly blobUrl: string;
      readonly queueUrl: string;
      readonly tableUrl: string;
      readonly credential: CredentialSettings;
    };

/** A connection is named wrongly. The message has the setting, what was expected, and no value. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

const forms = [
  '',
  '__accountName',
  '__blobServiceUri',
  '__queueServiceUri',
  '__tableServiceUri',
  '__credential',
  '__clientId',
  '__managedIdentityResourceId',
  '__tenantId',
  '__clientSecret',
] as const;

type Form = (typeof forms)[number];
type Values = (form: Form) => string | undefined;

/** The names of all settings that can belong to a connection. */
export function connectionSettings(connection: string): string[] {
  return forms.map((form) => `${connection}${form}`);
}

/**
 * The account behind the name of a connection, as the Functions extensions read it (Azure Functions
 * documentation, "Common properties for identity-based connections").
 *
 * @returns undefined if nothing of it is set
 * @throws ConnectionError
 */
export function readStorageConnection(
  environment: Readonly<Record<string, string | undefined>>,
  connection: string,
): StorageConnection | undefined {
  const values: Values = (form) => environment[`${connection}${form}`] || undefined;
  const connectionString = values('');
  if (connectionString !== undefined) {
    if (!isOverTls(connectionString)) throw new ConnectionError(`${connection}: ${overTls}`);
    return { kind: 'connection-string', connectionString };
  }
  if (forms.every((form) => values(form) === undefined)) return undefined;
  const urlOf = (service: 'blob' | 'queue' | 'table') => serviceUrl(connection, values, service);
  return {
    kind: 'identity',
    blobUrl: urlOf('blob'),
    queueUrl: urlOf('queue'),
    tableUrl: urlOf('table'),
    credential: credentialOf(connection, values),
  };
}

function serviceUrl(connection: string, values: Values, service: 'blob' | 'queue' | 'table'): string {
  const form = `__${service}ServiceUri` as const;
  const given = values(form);
  if (given !== undefined) {
    if (!URL.canParse(given) || new URL(given).protocol !== 'https:')
      throw new ConnectionError(`${connection}${form}: expected an address that begins with https://`);
    return given.replace(/\/+$/, '');
  }
  const account = values('__accountName');
  if (account === undefined)
    throw new ConnectionError(
      `${connection}${form}: expected the address of the account's ${service} service, or its name in ${connection}__accountName`,
    );
  if (!/^[a-z0-9]{3,24}$/.test(account))
    throw new ConnectionError(`${connection}__accountName: expected 3 to 24 of a-z and 0-9`);
  return `https://${account}.${service}.core.windows.net`;
}

function credentialOf(connection: string, values: Values): CredentialSettings {
  const [clientId, resourceId] = [values('__clientId'), values('__managedIdentityResourceId')];
  const [tenantId, clientSecret] = [values('__tenantId'), values('__clientSecret')];
  if (clientId !== undefined && resourceId !== undefined)
    throw new ConnectionError(
      `${connection}__clientId, ${connection}__managedIdentityResourceId: expected one of them, since each names the identity`,
    );
  const assigned = {
    ...(clientId === undefined ? {} : { clientId }),
    ...(resourceId === undefined ? {} : { resourceId }),
  };
  const credential = values('__credential');
  if (credential?.toLowerCase() === 'managedidentity') return { kind: 'managed-identity', ...assigned };
  if (credential !== undefined)
    throw new ConnectionError(`${connection}__credential: expected managedidentity, or nothing`);
  if (clientSecret === undefined)
    return { kind: 'default', ...assigned, ...(tenantId === undefined ? {} : { tenantId }) };
  if (tenantId === undefined || clientId === undefined)
    throw new ConnectionError(
      `${connection}__clientSecret: expected ${connection}__tenantId and ${connection}__clientId with it`,
    );
  return { kind: 'client-secret', tenantId, clientId, clientSecret };
}
