import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { SiteKey } from '../domain/kernel/identifiers/ids';
import { type Role, roles } from '../domain/kernel/roles';
import { keyFor } from '../domain/kernel/sealing/keyFor';
import { type Sealer, sealerOf } from './sealed';

const sessionSchema = z.object({
  /** Random; the only thing about a session that is kept outside the browser. */
  id: z.string().regex(/^[\w-]{22}$/),
  subject: z.string().min(1).max(256),
  name: z.string().min(1).max(200),
  /** The account's sign-in name at Entra ID, so that nobody has to type it again. */
  account: z.string().max(200).optional(),
  /** As of `startedAt`. */
  roles: z.array(z.enum(roles)),
  signIn: z.enum(['development', 'entra', 'easy-auth']),
  /** ISO time. */
  startedAt: z.iso.datetime(),
  /** ISO time: when the person last did something, within half a minute. */
  activeAt: z.iso.datetime(),
  /** ISO time. */
  expiresAt: z.iso.datetime(),
});

/** The signed-in user, as stated in the session cookie. */
export type Session = z.infer<typeof sessionSchema>;
/** Who signs in. */
export type SignedIn = Pick<Session, 'subject' | 'name' | 'account' | 'signIn'> & {
  readonly roles: readonly Role[];
};

export function newSession(who: SignedIn, startedAt: string, minutes: number): Session {
  return {
    ...who,
    roles: [...who.roles],
    id: randomBytes(16).toString('base64url'),
    startedAt,
    activeAt: startedAt,
    expiresAt: new Date(Date.parse(startedAt) + minutes * 60_000).toISOString(),
  };
}

/** ISO time at which the session locks unless the person does something before. */
export function locksAt({ activeAt }: Session, idleMinutes: number): string {
  return new Date(Date.parse(activeAt) + idleMinutes * 60_000).toISOString();
}

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
