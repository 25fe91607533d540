import { hkdfSync } from 'node:crypto';
import type { SiteKey } from './ids';

/** A key of 32 bytes for one purpose, out of the site's secret (HKDF, RFC 5869): none of them tells another. */
export function keyFor(siteKey: SiteKey, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', siteKey, new Uint8Array(), `imaging-triage ${purpose} v1`, 32));
}
