import { type SignIn, signIns } from './caller';

/** The tenant of Entra ID whose tokens count, and what this app is there. */
export interface EntraSettings {
  /** `https://login.microsoftonline.com`, or that of another cloud; without a slash at the end. */
  readonly authority: string;
  /** GUID. */
  readonly tenant: string;
  /** GUID of the app registration. */
  readonly clientId: string;
  /** What access tokens have to be for. */
  readonly audience: string;
  /** Absent: a public client, which PKCE alone secures. */
  readonly clientSecret?: string;
}

/** Who may be authenticated, and how. */
export interface AccessSettings {
  /** Present: whoever sits at this machine may be anybody. Never in Azure. */
  readonly development?: {
    /** Where the app listens; nobody signs in so while it can be reached there from elsewhere. */
    readonly port: number;
  };
  /** Browsers sign in at Entra ID. */
  readonly entraSignIn: boolean;
  /** Present: the header in which App Service says who signed in is believed, of this tenant and for this app. */
  readonly easyAuth?: EntraSettings;
  /** Present: its access tokens are accepted. */
  readonly entra?: EntraSettings;
  readonly sessionMinutes: number;
  /** Whether the platform stands in front, which ends TLS and says where a request came from. */
  readonly inAzure: boolean;
}

/** The ways in which callers are authenticated here. */
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
