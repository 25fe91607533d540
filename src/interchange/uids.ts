import { createHash } from 'node:crypto';
import type { ModelRef } from '../domain/models/analysis';

/**
 * A UID that follows from what it names, so that sending twice is one object: `2.25.` and a UUID as a decimal
 * number, PS3.5 B.2. The UUID is of version 8, RFC 9562 5.8, from SHA-256.
 *
 * @param parts what it names, in an order that means the same for ever
 * @returns at most 44 characters
 */
export function stableUid(...parts: readonly (string | number)[]): string {
  return `2.25.${BigInt(`0x${stableUuid(...parts).replaceAll('-', '')}`)}`;
}

/** Like `stableUid`, in the usual form of a UUID. */
export function stableUuid(...parts: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Names one label of one model on one picture, in every output: its tracking UID. */
export function findingUid(studyId: string, sopInstanceUid: string, model: ModelRef, label: string): string {
  return stableUid('finding', studyId, sopInstanceUid, model.sha256, label);
}
