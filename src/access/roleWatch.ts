import type { Role } from '../domain/kernel/roles';
import { AccessError } from './accessError';
import type { Session } from './session';

/** The roles of a session as they are now. @throws AccessError if the session no longer counts */
export type RolesNow = (session: Session) => Promise<readonly Role[]>;

export interface RoleWatchDeps {
  /** How old roles may be before they are read again. */
  readonly minutes: number;
  /**
   * Reads the roles again.
   *
   * @returns undefined if the account may no longer sign in
   * @throws AccessError 503 if that cannot be found out
   */
  readonly read: (session: Session) => Promise<readonly Role[] | undefined>;
  /** ISO, the server's clock. */
  readonly now: () => string;
}

/** While Entra ID does not answer, roles count until they are this many times as old as usual. */
export const outageFactor = 3;
const retryMilliseconds = 30_000;
const maxSessions = 10_000;

interface Known {
  readonly roles: readonly Role[];
  /** Milliseconds. */
  readonly readAt: number;
  /** The last attempt, if it failed because Entra ID did not answer. */
  readonly failed?: { readonly at: number; readonly error: AccessError };
  readonly attempt?: Promise<readonly Role[]>;
}

/** Reads the roles of each session again when they are due; requests at the same moment share the attempt. */
export function roleWatch({ minutes, read, now }: RoleWatchDeps): RolesNow {
  const known = new Map<string, Known>();
  const due = minutes * 60_000;

  async function readAgain(session: Session, last: Known, time: number): Promise<readonly Role[]> {
    const { id } = session;
    try {
      const roles = await read(session);
      if (roles === undefined) throw over();
      known.set(id, { roles, readAt: time });
      return roles;
    } catch (error) {
      known.delete(id);
      if (!(error instanceof AccessError) || error.status !== 503) throw error;
      const tried = { roles: last.roles, readAt: last.readAt, failed: { at: time, error } };
      known.set(id, tried);
      return lastRoles(tried, time);
    }
  }

  /** While Entra ID does not answer. @throws AccessError once they are too old */
  function lastRoles({ roles, readAt, failed }: Known, time: number): readonly Role[] {
    if (failed && time - readAt >= outageFactor * due) throw failed.error;
    return roles;
  }

  return async (session) => {
    const time = Date.parse(now());
    const last = known.get(session.id) ?? { roles: session.roles, readAt: Date.parse(session.startedAt) };
    if (time - last.readAt < due) return last.roles;
    if (last.attempt) return last.attempt;
    if (last.failed && time - last.failed.at < retryMilliseconds) return lastRoles(last, time);
    if (known.size >= maxSessions) known.clear();
    const attempt = readAgain(session, last, time);
    known.set(session.id, { ...last, attempt });
    return attempt;
  };
}

function over(): AccessError {
  return new AccessError(
    401,
    'session-expired',
    'Entra ID no longer confirms this sign-in. Sign in again at /sign-in.',
    'Entra ID does not renew the sign-in',
  );
}
