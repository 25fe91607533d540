import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { SiteKey } from '../identifiers/ids';
import { canonicalJson } from './canonicalJson';
import { keyFor } from './keyFor';

/** What a code is for. A code for one purpose is invalid for any other. */
export type MacPurpose =
  | 'audit record'
  | 'audit head'
  | 'pending change'
  | 'stored blob'
  | 'integrity failure'
  | 'worklist row'
  | 'patient term';

/**
 * Message authentication codes under keys derived from the site's secret. Data in storage that the app shows
 * or acts on carries one, so that the app can tell what it wrote from what somebody else put there.
 */
export class Macs {
  readonly #keys = new Map<MacPurpose, KeyObject>();

  constructor(private readonly siteKey: SiteKey) {}

  /** HMAC-SHA-256 over the value's canonical JSON, in hex. */
  of(purpose: MacPurpose, value: unknown): string {
    return this.#digest(purpose, value).toString('hex');
  }

  /** Whether the code belongs to this value. Runs in constant time. */
  holds(purpose: MacPurpose, value: unknown, mac: unknown): boolean {
    if (typeof mac !== 'string' || !/^[0-9a-f]{64}$/.test(mac)) return false;
    return timingSafeEqual(this.#digest(purpose, value), Buffer.from(mac, 'hex'));
  }

  #digest(purpose: MacPurpose, value: unknown): Buffer {
    return createHmac('sha256', this.#key(purpose)).update(canonicalJson(value)).digest();
  }

  #key(purpose: MacPurpose): KeyObject {
    const known = this.#keys.get(purpose);
    if (known !== undefined) return known;
    const key = createSecretKey(keyFor(this.siteKey, `${purpose} code`));
    this.#keys.set(purpose, key);
    return key;
  }
}
