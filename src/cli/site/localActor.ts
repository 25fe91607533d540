import { userInfo } from 'node:os';
import type { Actor } from '../../domain/kernel/actor';

/** The user who is logged in on this machine. */
export function localActor(): Actor {
  return { subject: userName(), kind: 'cli' };
}

/** In a container, an account may be a number without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
