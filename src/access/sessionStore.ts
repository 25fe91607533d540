/** What is kept of sessions outside the browser. Nothing there names a person. */
export interface SessionStore {
  /** Ends a session for every process. Durable when it returns. @param until when it would have ended by itself */
  revoke(id: string, until: Date): Promise<void>;
  /** Known to every process within `revocationSeconds`. */
  isRevoked(id: string): Promise<boolean>;
  /** Keeps a sealed text for a session that ends at `until`. */
  keep(id: string, until: Date, sealed: string): Promise<void>;
  kept(id: string, until: Date): Promise<string | undefined>;
}

/** How old a process's list of ended sessions may be. */
export const revocationSeconds = 5;
