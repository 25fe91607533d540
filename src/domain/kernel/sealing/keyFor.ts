import { hkdfSync } from 'node:crypto';
import type { SiteKey } from '../identifiers/ids';

/**
 * A 32-byte key for one purpose, derived from the site's secret (HKDF, RFC 5869). No derived key reveals
 * another.
 */
export function keyFor(siteKey: SiteKey, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', siteKey, new Uint8Array(), `imaging-triage ${purpose} v1`, 32));
}
