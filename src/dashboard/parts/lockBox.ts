/**
 * Keeps something in this tab while the session is locked, so that only the person who put it there can read
 * it: the key comes from the app, once the person has signed in again.
 */
const storageKey = 'locked';
const ivBytes = 12;

/** @param key base64url, 32 bytes */
function importKey(key: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Encrypts and keeps a value. A browser that cannot do so keeps nothing. */
export async function lockUp(key: string | undefined, value: unknown): Promise<void> {
  try {
    if (key === undefined) return;
    const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
    const text = new TextEncoder().encode(JSON.stringify(value));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await importKey(key), text);
    sessionStorage.setItem(storageKey, textOf(new Uint8Array([...iv, ...new Uint8Array(sealed)])));
  } catch {
    forgetLocked();
  }
}

/** What this person locked up in this tab; it is kept no longer. Undefined if it is somebody else's. */
export async function unlock(key: string | undefined): Promise<unknown> {
  try {
    const text = sessionStorage.getItem(storageKey);
    forgetLocked();
    if (key === undefined || text === null) return undefined;
    const bytes = bytesOf(text);
    const iv = bytes.subarray(0, ivBytes);
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv },
      await importKey(key),
      bytes.subarray(ivBytes),
    );
    return JSON.parse(new TextDecoder().decode(opened));
  } catch {
    return undefined;
  }
}

export function forgetLocked(): void {
  try {
    sessionStorage.removeItem(storageKey);
  } catch {
    // Storage is disabled, so nothing is kept.
  }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function textOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
