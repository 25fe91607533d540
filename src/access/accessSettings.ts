import { type SignIn, signIns } from './caller';

/** The Entra ID tenant whose tokens are accepted, and this app's registration there. */
export interface EntraSettings {
  /** `https://login.microsoftonline.com`, or another cloud's authority; no trailing slash. */
  readonly authority: string;
  /** GUID. */
  readonly tenant: string;
  /** GUID of the app registration. */
  readonly clientId: string;
  /** The required audience of access tokens. */
  readonly audience: string;
  /** Absent: a public client, secured by PKCE alone. */
  readonly clientSecret?: string;
}

/** Who can be authenticated, and how. */
export interface AccessSettings {
  /** Present: anyone at this machine may sign in under any name. Never in Azure. */
  readonly development?: {
    /**
     * The port the app listens on; development sign-in is blocked while it is reachable from another machine.
     */
    readonly port: number;
  };
  /** Browsers sign in through Entra ID. */
  readonly entraSignIn: boolean;
  /** Present: the App Service header that states who signed in is trusted, for this tenant and this app. */
  readonly easyAuth?: EntraSettings;
  /** Present: the tenant's access tokens are accepted. */
  readonly entra?: EntraSettings;
  readonly sessionMinutes: number;
  /** After so long without activity a session locks. */
  readonly idleMinutes: number;
  /** After so long the roles of somebody who signed in at Entra ID are read again. */
  readonly rolesMinutes: number;
  /** Present: pages of this origin may read DICOMweb, as whoever is signed in. */
  readonly viewerOrigin?: string;
  /** Whether the platform's proxy is in front; it ends TLS and states where a request came from. */
  readonly inAzure: boolean;
}

/** The enabled authentication methods. */
export function signInsOf({
  development,
  entraSignIn,
  easyAuth,
  entra,
}: AccessSettings): ReadonlySet<SignIn> {
  const open: Record<SignIn, boolean> = {
    development: development !== undefined,
    entra: entraSignIn,
    'easy-auth': easyAuth !== undefined,
    bearer: entra !== undefined,
  };
  return new Set(signIns.filter((way) => open[way]));
}
