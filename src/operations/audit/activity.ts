import type { AuditEvent } from '../../domain/audit/auditEvent';

interface LogEntry {
  readonly sequence: number;
  readonly sealedAt: string;
  readonly event: AuditEvent;
}

export interface UserActivity {
  readonly subject: string;
  readonly roles: readonly string[];
  readonly lastAt: string;
  readonly did: readonly { readonly type: string; readonly times: number }[];
}

export interface Activity {
  /** ISO time down to which the log was read. */
  readonly since: string;
  /** The one who did something last comes first. */
  readonly users: readonly UserActivity[];
  /** The latest first. */
  readonly entries: readonly { readonly sequence: number; readonly event: AuditEvent }[];
}

/** So many entries are read at most, whatever they say. */
const mostRead = 20_000;
const mostShown = 200;

/**
 * What people and programs did, without what the app does by itself.
 *
 * @param latest entries of the log, the latest first
 * @param since ISO time
 */
export async function activityIn(latest: AsyncIterable<LogEntry>, since: string): Promise<Activity> {
  const users = new Map<string, Known>();
  const entries: { sequence: number; event: AuditEvent }[] = [];
  let [read, reached] = [0, since];
  for await (const { sequence, sealedAt, event } of latest) {
    if (sealedAt < since) break;
    read += 1;
    if (read > mostRead) {
      reached = sealedAt;
      break;
    }
    if (event.actor.kind === 'app') continue;
    const user = users.get(event.actor.subject) ?? { last: event, did: new Map<string, number>() };
    users.set(event.actor.subject, user);
    user.did.set(event.type, (user.did.get(event.type) ?? 0) + 1);
    if (entries.length < mostShown) entries.push({ sequence, event });
  }
  return { since: reached, users: [...users.values()].map(described), entries };
}

interface Known {
  /** What they did last. */
  readonly last: AuditEvent;
  readonly did: Map<string, number>;
}

function described({ last, did }: Known): UserActivity {
  const { subject, roles = [] } = last.actor;
  const times = [...did].map(([type, count]) => ({ type, times: count })).sort((a, b) => b.times - a.times);
  return { subject, roles, lastAt: last.at, did: times };
}
