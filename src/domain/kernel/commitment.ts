import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonicalJson';

/** 32 random bytes in hex. Kept beside what it guards, so that erasing the one erases the other. */
export const saltSchema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Stands for something without naming it: HMAC-SHA-256 under a secret salt. Whoever holds salt and value can show that
 * they belong together; once the salt is gone, nobody can, not even by trying every value.
 *
 * @param purpose what is committed to, so that equal values in two roles do not look equal
 */
export function commitmentOf(salt: string, purpose: string, ...fields: string[]): string {
  return createHmac('sha256', Buffer.from(salt, 'hex'))
    .update([purpose, ...fields].join('\0'))
    .digest('hex');
}

/** Of a value as a whole: its canonical JSON. */
export function sha256OfJson(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
