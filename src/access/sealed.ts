import { EncryptJWT, jwtDecrypt } from 'jose';
import type { z } from 'zod';

/** Encrypts a value into a text that only this app can read or create, with an expiry time. */
export interface Sealer<T> {
  seal(value: T, expiresAt: Date): Promise<string>;
  /** @returns undefined if the text is not from this app, was changed, or has expired */
  open(text: string, now: Date): Promise<T | undefined>;
}

/** Maximum length of a cookie. */
const maxCharacters = 4096;

/** JWE with a direct key and AES-256-GCM: the browser that stores it cannot read it. */
export function sealerOf<T>(key: Uint8Array, schema: z.ZodType<T>): Sealer<T> {
  return {
    seal: (value, expiresAt) =>
      new EncryptJWT({ value })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
        .encrypt(key),
    open: async (text, now) => {
      if (text.length > maxCharacters) return undefined;
      try {
        const { payload } = await jwtDecrypt(text, key, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          requiredClaims: ['exp'],
          currentDate: now,
        });
        return schema.safeParse(payload.value).data;
      } catch {
        return undefined;
      }
    },
  };
}
