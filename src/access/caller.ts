import type { Actor } from '../domain/kernel/actor';
import type { Role } from '../domain/kernel/roles';

/** How a caller was authenticated: by a session begun in one of these ways, or by its own token. */
export const signIns = ['development', 'entra', 'easy-auth', 'bearer'] as const;
export type SignIn = (typeof signIns)[number];

/** The sender of a request, as far as the app has verified it. */
export interface Caller {
  /** Stable for one person or program; with Entra ID the object id, which survives a change of name. */
  readonly subject: string;
  /** The printed name, as shown in signatures. */
  readonly name: string;
  readonly roles: readonly Role[];
  readonly signIn: SignIn;
  /** Where the request came from; absent if the host does not say. */
  readonly address?: string;
  /** ISO time until which the caller is authenticated; absent if the platform does not say. */
  readonly expiresAt?: string;
}

/** A caller as named in the audit log. */
export function actorOf({ subject, roles, signIn, address }: Caller): Actor {
  return {
    subject,
    kind: 'caller',
    roles: [...roles],
    authenticated: signIn,
    ...(address === undefined ? {} : { address }),
  };
}
