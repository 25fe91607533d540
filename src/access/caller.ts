import type { Actor } from '../domain/kernel/actor';
import type { Role } from '../domain/kernel/roles';

/** How a caller was authenticated: by a session of ours that began in one of these ways, or by a token of its own. */
export const signIns = ['development', 'entra', 'easy-auth', 'bearer'] as const;
export type SignIn = (typeof signIns)[number];

/** Who sent a request, as far as this software has made sure of it. */
export interface Caller {
  /** Stays the same for one person or program; with Entra ID the object id, which outlives a change of name. */
  readonly subject: string;
  /** The printed name; what a signature shows. */
  readonly name: string;
  readonly roles: readonly Role[];
  readonly signIn: SignIn;
  /** Where the request came from; absent where the host does not say. */
  readonly address?: string;
  /** ISO time after which the caller is not authenticated any more; absent where the platform does not say. */
  readonly expiresAt?: string;
}

/** A caller as the audit log names it. */
export function actorOf({ subject, roles, signIn, address }: Caller): Actor {
  return {
    subject,
    kind: 'caller',
    roles: [...roles],
    authenticated: signIn,
    ...(address === undefined ? {} : { address }),
  };
}
