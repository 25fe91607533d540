import { createHmac } from 'node:crypto';
import type { SiteKey } from './ids';

/** Replacements for identifiers: stable within a site, and useless to anyone without its key. */
export interface Pseudonyms {
  /** Replaces a UID with one under the UUID root, PS3.5 B.2. */
  uid(uid: string): string;
  /** Replaces a Patient ID: 16 hex digits. */
  patient(patientId: string): string;
  /** How many days a patient's dates are moved back: 1 to 3650. */
  daysEarlier(patientId: string): number;
}

const maxDays = 3650;

/** A version 8 UUID, whose bits are chosen by its maker (RFC 9562, 5.8), as one number. */
function asUuid(digest: Buffer): bigint {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return BigInt(`0x${bytes.toString('hex')}`);
}

/** Each is an HMAC-SHA-256 under the site's key with its own purpose, so that none reveals another. */
export function pseudonymsOf(key: SiteKey): Pseudonyms {
  const digest = (purpose: string, value: string) =>
    createHmac('sha256', key).update(`pseudonym\0${purpose}\0${value}`).digest();
  return {
    uid: (uid) => `2.25.${asUuid(digest('uid', uid))}`,
    patient: (patientId) => digest('patient', patientId).toString('hex', 0, 8).toUpperCase(),
    daysEarlier: (patientId) => 1 + (digest('days', patientId).readUInt32BE(0) % maxDays),
  };
}
