import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonicalJson';

/** 32 random bytes in hex. Stored beside the data it protects, so that both are erased together. */
export const saltSchema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Represents a value without revealing it: HMAC-SHA-256 under a secret salt. Anyone holding the salt and the
 * value can show that they belong together. Once the salt is gone, nobody can, not even by trying every
 * value.
 *
 * @param purpose what is committed to, so that equal values in two roles get different commitments
 */
export function commitmentOf(salt: string, purpose: string, ...fields: string[]): string {
  return createHmac('sha256', Buffer.from(salt, 'hex'))
    .update([purpose, ...fields].join('\0'))
    .digest('hex');
}

/** Commits to a whole value: its canonical JSON. */
export function sha256OfJson(value: unknown): string {
  return sha256OfText(canonicalJson(value));
}

export function sha256OfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
