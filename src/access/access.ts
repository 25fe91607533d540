import type { SiteKey } from '../domain/kernel/ids';
import { keyFor } from '../domain/kernel/keyFor';
import type { AccessSettings } from './accessSettings';
import type { AuthenticationDeps } from './authenticate';
import { type Pending, pendingSchema } from './entraSignIn';
import { entraKeys, entraVerifier } from './entraToken';
import { networkReach } from './networkReach';
import { type Sealer, sealerOf } from './sealed';
import { sessionSealer } from './session';

/** Everything that authenticates callers and signs them in. */
export interface Access extends AuthenticationDeps {
  /** For sign-ins in progress at Entra ID. */
  readonly pending: Sealer<Pending>;
}

export interface AccessDeps {
  readonly settings: AccessSettings;
  readonly siteKey: SiteKey;
  readonly now: () => string;
}

export function createAccess({ settings, siteKey, now }: AccessDeps): Access {
  const { development, entra } = settings;
  return {
    settings,
    sessions: sessionSealer(siteKey),
    onNetwork: development === undefined ? async () => true : networkReach(development.port),
    pending: sealerOf(keyFor(siteKey, 'sign-in cookie'), pendingSchema),
    ...(entra === undefined ? {} : { verifier: entraVerifier(entra, entraKeys(entra), now) }),
    now,
  };
}
