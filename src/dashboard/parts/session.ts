import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { SessionView } from '../../contract/routes/session';
import type { Right } from '../../domain/kernel/roles';

export const SessionContext = createContext<SessionView | undefined>(undefined);

/** The signed-in user. Only within the shell, which shows nothing before the session is known. */
export function useSession(): SessionView {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('no session is known here');
  return session;
}

export function hasRight({ rights }: SessionView, right: Right): boolean {
  return rights.includes(right);
}
