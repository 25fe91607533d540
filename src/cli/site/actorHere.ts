import { userInfo } from 'node:os';
import type { Actor } from '../../domain/kernel/actor';

/** Whoever is logged in on this machine. */
export function actorHere(): Actor {
  return { subject: nameHere(), kind: 'cli' };
}

/** In a container, an account may be a number without a name. */
function nameHere(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
