import { createHmac } from 'node:crypto';
import type { SiteKey } from './ids';

/** What stands for what identifies; the same each time at one site, and of no use to who has not its key. */
export interface Pseudonyms {
  /** A UID for a UID: under the root of UUIDs, PS3.5 B.2. */
  uid(uid: string): string;
  /** For Patient ID: 16 hex digits. */
  patient(patientId: string): string;
  /** By how many days a patient's dates are moved back: 1 to 3650. */
  daysEarlier(patientId: string): number;
}

const maxDays = 3650;

/** A UUID of version 8, whose bits are the maker's own (RFC 9562, 5.8), as one number. */
function asUuid(digest: Buffer): bigint {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return BigInt(`0x${bytes.toString('hex')}`);
}

/** Each by HMAC-SHA-256 under the site's key, and each for its own purpose, so that none tells of another. */
export function pseudonymsOf(key: SiteKey): Pseudonyms {
  const digest = (purpose: string, value: string) =>
    createHmac('sha256', key).update(`pseudonym\0${purpose}\0${value}`).digest();
  return {
    uid: (uid) => `2.25.${asUuid(digest('uid', uid))}`,
    patient: (patientId) => digest('patient', patientId).toString('hex', 0, 8).toUpperCase(),
    daysEarlier: (patientId) => 1 + (digest('days', patientId).readUInt32BE(0) % maxDays),
  };
}
