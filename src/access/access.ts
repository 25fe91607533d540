import { z } from 'zod';
import type { SiteKey } from '../domain/kernel/identifiers/ids';
import { keyFor } from '../domain/kernel/sealing/keyFor';
import type { AccessSettings } from './accessSettings';
import type { AuthenticationDeps } from './authenticate';
import { type Pending, pendingSchema, renewed } from './entraSignIn';
import { entraKeys, entraVerifier } from './entraToken';
import { networkReach } from './networkReach';
import { roleWatch } from './roleWatch';
import { type Sealer, sealerOf } from './sealed';
import { type Session, sessionSealer } from './session';
import type { SessionStore } from './sessionStore';

/** Everything that authenticates callers and signs them in. */
export interface Access extends AuthenticationDeps {
  /** For sign-ins in progress at Entra ID. */
  readonly pending: Sealer<Pending>;
  /** For what renews a sign-in at Entra ID, while it is stored. */
  readonly refreshTokens: Sealer<string>;
  /** With it a person's page encrypts what was typed and not sent; 32 bytes, base64url. */
  readonly draftKeyOf: (subject: string) => string;
}

export interface AccessDeps {
  readonly settings: AccessSettings;
  readonly siteKey: SiteKey;
  readonly sessionStore: SessionStore;
  readonly now: () => string;
}

export function createAccess({ settings, siteKey, sessionStore, now }: AccessDeps): Access {
  const { development, entra } = settings;
  const verifier = entra && entraVerifier(entra, entraKeys(entra), now);
  const refreshTokens = sealerOf(keyFor(siteKey, 'refresh token'), z.string());

  async function rolesAtEntra({ id, expiresAt, subject }: Session) {
    const sealed = await sessionStore.kept(id, new Date(expiresAt));
    const token = sealed && (await refreshTokens.open(sealed, new Date(now())));
    if (!token || !entra || !verifier) return undefined;
    const found = await renewed(entra, verifier, token);
    return found?.subject === subject ? found.roles : undefined;
  }

  return {
    settings,
    sessions: sessionSealer(siteKey),
    sessionStore,
    rolesNow: roleWatch({ minutes: settings.rolesMinutes, read: rolesAtEntra, now }),
    onNetwork: development === undefined ? async () => true : networkReach(development.port),
    pending: sealerOf(keyFor(siteKey, 'sign-in cookie'), pendingSchema),
    refreshTokens,
    draftKeyOf: (subject) => Buffer.from(keyFor(siteKey, `drafts of ${subject}`)).toString('base64url'),
    ...(verifier === undefined ? {} : { verifier }),
    now,
  };
}
