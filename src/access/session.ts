import { z } from 'zod';
import type { SiteKey } from '../domain/kernel/ids';
import { keyFor } from '../domain/kernel/keyFor';
import { roles } from '../domain/kernel/roles';
import { type Sealer, sealerOf } from './sealed';

const sessionSchema = z.object({
  subject: z.string().min(1).max(256),
  name: z.string().min(1).max(200),
  roles: z.array(z.enum(roles)),
  signIn: z.enum(['development', 'entra']),
  /** ISO time. */
  expiresAt: z.iso.datetime(),
});

/** The signed-in user, as stated in the session cookie. */
export type Session = z.infer<typeof sessionSchema>;

export function sessionSealer(siteKey: SiteKey): Sealer<Session> {
  return sealerOf(keyFor(siteKey, 'session cookie'), sessionSchema);
}

/**
 * The form of this app's cookies: scripts cannot read them, and other sites cannot make a browser send them.
 */
export interface AppCookie {
  readonly name: string;
  readonly value: string;
  readonly path: '/';
  readonly httpOnly: true;
  readonly secure: boolean;
  readonly sameSite: 'Strict' | 'Lax';
  /** Seconds; 0 removes it. */
  readonly maxAge: number;
}

/** With this prefix, a browser accepts the cookie only over TLS and for this host alone. */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}

export const sessionCookieName = (secure: boolean) => cookieName('triage-session', secure);

export function sessionCookie(value: string, secure: boolean, maxAge: number): AppCookie {
  const name = sessionCookieName(secure);
  return { name, value, path: '/', httpOnly: true, secure, sameSite: 'Strict', maxAge };
}
