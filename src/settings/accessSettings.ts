import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { AccessSettings, EntraSettings } from '../access/accessSettings';
import { isInAzure } from './platform';
import { SettingsError } from './settingsError';

const ways = ['development', 'entra', 'easy-auth'] as const;
type Way = (typeof ways)[number];
const waysPattern = new RegExp(`^\\s*(${ways.join('|')})(\\s*,\\s*(${ways.join('|')}))*\\s*$`);

const guid = (what: string) =>
  z
    .string()
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, `expected ${what}, a GUID`)
    .transform((text) => text.toLowerCase())
    .optional();

/** Plain HTTP only to this machine, where a test stands in for Entra ID. */
const authorityPattern = /^(https:\/\/[a-z0-9.-]+(:\d+)?|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?)$/;
/** As browsers write it in `Origin`. */
const originPattern = /^(https:\/\/[a-z0-9.-]+(:\d+)?|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?)$/;
const entraAuthority = 'https://login.microsoftonline.com';

/** The access-related part of the environment. */
export const accessShape = {
  TRIAGE_SIGN_IN: z
    .string()
    .regex(waysPattern, `expected ${ways.join(', ')}, or several of them with commas`)
    .transform((text) => text.split(',').map((way) => way.trim() as Way))
    .default([]),
  TRIAGE_ENTRA_TENANT: guid('the id of the tenant (directory)'),
  TRIAGE_ENTRA_CLIENT_ID: guid('the id of the application (client)'),
  TRIAGE_ENTRA_AUDIENCE: z.string().optional(),
  TRIAGE_ENTRA_CLIENT_SECRET: z.string().optional(),
  TRIAGE_ENTRA_AUTHORITY: z
    .string()
    .regex(authorityPattern, `expected an address without a path, such as ${entraAuthority}`)
    .default(entraAuthority),
  TRIAGE_DICOMWEB_ORIGIN: z
    .string()
    .regex(originPattern, 'expected the https origin of a viewer, such as https://ohif.hospital.example')
    .optional(),
  TRIAGE_SESSION_MINUTES: z.coerce.number().int().min(1).max(1440).default(480),
  TRIAGE_IDLE_MINUTES: z.coerce.number().int().min(1).max(480).default(15),
  TRIAGE_ROLES_MINUTES: z.coerce.number().int().min(1).max(60).default(5),
};

const accessSchema = z.object(accessShape);
type Access = z.infer<typeof accessSchema>;

/** Set by Kubernetes and by Microsoft's images, and what Docker and Podman put into a container. */
const containerNames = ['KUBERNETES_SERVICE_HOST', 'DOTNET_RUNNING_IN_CONTAINER'];
const containerFiles = ['/.dockerenv', '/run/.containerenv'];

function isInContainer(environment: NodeJS.ProcessEnv): boolean {
  return containerNames.some((name) => Boolean(environment[name])) || containerFiles.some(existsSync);
}

function entraOf(values: Access): EntraSettings | undefined {
  const { TRIAGE_ENTRA_TENANT: tenant, TRIAGE_ENTRA_CLIENT_ID: clientId } = values;
  if (tenant === undefined && clientId === undefined) return undefined;
  if (tenant === undefined || clientId === undefined)
    throw new SettingsError(
      'TRIAGE_ENTRA_TENANT, TRIAGE_ENTRA_CLIENT_ID: expected both or neither; the overview of the app registration in Entra ID shows them',
    );
  const secret = values.TRIAGE_ENTRA_CLIENT_SECRET;
  return {
    authority: values.TRIAGE_ENTRA_AUTHORITY,
    tenant,
    clientId,
    audience: values.TRIAGE_ENTRA_AUDIENCE ?? clientId,
    ...(secret === undefined ? {} : { clientSecret: secret }),
  };
}

function checkWays(chosen: readonly Way[], inAzure: boolean, environment: NodeJS.ProcessEnv): void {
  if (chosen.includes('development') && inAzure)
    throw new SettingsError(
      'TRIAGE_SIGN_IN: development sign-in lets anybody sign in as anybody, so it never starts in Azure; set it to entra (docs/access.md)',
    );
  if (!chosen.includes('easy-auth')) return;
  if (!inAzure)
    throw new SettingsError(
      'TRIAGE_SIGN_IN: easy-auth trusts a header that anybody could send, so it starts only in Azure, where the platform sets it; leave it out here',
    );
  if (environment.WEBSITE_AUTH_ENABLED?.toLowerCase() !== 'true')
    throw new SettingsError(
      'TRIAGE_SIGN_IN: easy-auth trusts a header that anybody could send while App Service authentication is off; turn it on for this app, or set entra (docs/access.md)',
    );
}

/**
 * The local runtime reports 127.0.0.1 and listens only there. Other hosts report `localhost`, and a
 * container's ports are forwarded from the host around it.
 *
 * @throws SettingsError
 */
function developmentOf(environment: NodeJS.ProcessEnv, inContainer: boolean): { readonly port: number } {
  const [, host, port] =
    /^(127\.0\.0\.1|localhost):(\d{1,5})$/.exec(environment.WEBSITE_HOSTNAME ?? '') ?? [];
  if (port === undefined)
    throw new SettingsError(
      'TRIAGE_SIGN_IN: development starts only where the host says at which port of this machine it listens (WEBSITE_HOSTNAME); start the app with npm run local or func start',
    );
  if (inContainer && host !== '127.0.0.1')
    throw new SettingsError(
      'TRIAGE_SIGN_IN: development lets anybody be anybody and does not start in a container, whose ports others reach; set it to entra (docs/access.md), or use npm run local in it',
    );
  return { port: Number(port) };
}

/** @throws SettingsError */
export function accessSettingsOf(
  values: Access,
  environment: NodeJS.ProcessEnv,
  inContainer = isInContainer(environment),
): AccessSettings {
  const chosen = values.TRIAGE_SIGN_IN;
  const inAzure = isInAzure(environment);
  checkWays(chosen, inAzure, environment);
  const entra = entraOf(values);
  const organisational = chosen.filter((way) => way !== 'development');
  if (organisational.length > 0 && entra === undefined)
    throw new SettingsError(
      `TRIAGE_SIGN_IN: ${organisational.join(', ')} needs TRIAGE_ENTRA_TENANT and TRIAGE_ENTRA_CLIENT_ID, which say whose accounts count and for which application (docs/access.md)`,
    );
  if (inAzure && entra?.authority.startsWith('http:'))
    throw new SettingsError('TRIAGE_ENTRA_AUTHORITY: expected an address that begins with https://');
  return {
    ...(chosen.includes('development') ? { development: developmentOf(environment, inContainer) } : {}),
    entraSignIn: chosen.includes('entra'),
    ...(chosen.includes('easy-auth') && entra !== undefined ? { easyAuth: entra } : {}),
    ...(entra === undefined ? {} : { entra }),
    sessionMinutes: values.TRIAGE_SESSION_MINUTES,
    idleMinutes: values.TRIAGE_IDLE_MINUTES,
    rolesMinutes: values.TRIAGE_ROLES_MINUTES,
    ...(values.TRIAGE_DICOMWEB_ORIGIN === undefined ? {} : { viewerOrigin: values.TRIAGE_DICOMWEB_ORIGIN }),
    inAzure,
  };
}
