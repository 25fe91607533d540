import type { SessionStore } from '../../src/access/sessionStore';

/** What is kept of sessions, in memory; every user of one sees a change at once. */
export function memorySessions(): SessionStore & { readonly texts: Map<string, string> } {
  const ended = new Set<string>();
  const texts = new Map<string, string>();
  return {
    texts,
    revoke: async (id) => {
      ended.add(id);
      texts.delete(id);
    },
    isRevoked: async (id) => ended.has(id),
    keep: async (id, _, sealed) => void texts.set(id, sealed),
    kept: async (id) => texts.get(id),
  };
}
