import { createHash } from 'node:crypto';

/** A distinct UID for every name, under the root for UUIDs (PS3.5 B.2); always the same for the same name. */
export function uidFor(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return `2.25.${BigInt(`0x${hex}`)}`;
}
