import { z } from 'zod';
import { roles } from '../domain/kernel/roles';
import { AccessError } from './accessError';
import type { EntraSettings } from './accessSettings';
import type { Caller } from './caller';

/** The App Service header that states who signed in. It is not signed. */
export const principalHeader = 'x-ms-client-principal';
const maxCharacters = 65_536;

const principalSchema = z.object({
  auth_typ: z.literal('aad'),
  role_typ: z.string().optional(),
  claims: z.array(z.object({ typ: z.string(), val: z.string() })),
});
type Principal = z.infer<typeof principalSchema>;

/** Short claim names, and the long ones the platform maps them to. */
const names = {
  subject: ['http://schemas.microsoft.com/identity/claims/objectidentifier', 'oid'],
  tenant: ['http://schemas.microsoft.com/identity/claims/tenantid', 'tid'],
  issuer: ['iss'],
  audience: ['aud'],
  name: ['name', 'preferred_username'],
  expiry: ['exp'],
  issuedAt: ['iat'],
  roles: ['roles', 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'],
} as const;

function bad(why: string): AccessError {
  return new AccessError(401, 'bad-principal', `The sign-in of App Service was rejected: ${why}.`, why);
}

function parse(header: string): Principal {
  if (header.length > maxCharacters) throw bad('it is too long');
  try {
    return principalSchema.parse(JSON.parse(Buffer.from(header, 'base64').toString('utf8')));
  } catch {
    throw bad('it is malformed, or not from Entra ID');
  }
}

type First = (types: readonly string[]) => string | undefined;

/** The issuers of the tenant's two token endpoints: App Service may be configured with either. */
function issuersOf({ authority, tenant }: EntraSettings): readonly string[] {
  return [`${authority}/${tenant}/v2.0`, `https://sts.windows.net/${tenant}/`];
}

/** App Service may be configured for any tenant and application; only sign-ins to this one are accepted. */
function requireOurs(first: First, settings: EntraSettings): void {
  const { tenant, clientId, audience } = settings;
  if (first(names.tenant)?.toLowerCase() !== tenant) throw bad('it is from another tenant');
  if (!issuersOf(settings).includes(first(names.issuer) ?? '')) throw bad('it is from another issuer');
  if (![clientId, audience].includes(first(names.audience) ?? '')) throw bad('it is for another application');
}

/**
 * The user in the platform's header. Use only if nobody but the platform can set that header.
 *
 * @param settings the accepted tenant and application
 * @param since sign-ins before this time do not count
 * @throws AccessError 401
 */
export function easyAuthCaller(header: string, settings: EntraSettings, since: Date): Caller {
  const { claims, role_typ } = parse(header);
  const first: First = (types) => claims.find(({ typ }) => types.includes(typ))?.val.trim() || undefined;
  const subject = first(names.subject)?.slice(0, 200);
  if (subject === undefined) throw bad('it has no object id');
  requireOurs(first, settings);
  if (!(Number(first(names.issuedAt)) * 1000 >= since.getTime())) throw bad('it is too old');
  const roleTypes: readonly string[] = [...names.roles, ...(role_typ === undefined ? [] : [role_typ])];
  const claimed = claims.filter(({ typ }) => roleTypes.includes(typ)).map(({ val }) => val);
  const expiry = Number(first(names.expiry));
  return {
    subject,
    name: (first(names.name) ?? subject).slice(0, 200),
    roles: roles.filter((role) => claimed.includes(role)),
    signIn: 'easy-auth',
    ...(expiry > 0 ? { expiresAt: new Date(expiry * 1000).toISOString() } : {}),
  };
}
