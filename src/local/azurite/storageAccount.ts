import { randomBytes } from 'node:crypto';

/**
 * The only account of an Azurite. Its name and key are random: Azurite answers whoever asks, under whatever host name,
 * and with the key that every Azurite has a page in the browser could read everything (DNS rebinding).
 */
export interface StorageAccount {
  /** 24 of a-z and 0-9, the most that a name may have. */
  readonly name: string;
  /** 64 bytes in base64. */
  readonly key: string;
}

export function randomAccount(): StorageAccount {
  return {
    name: `local${randomBytes(10).toString('hex').slice(0, 19)}`,
    key: randomBytes(64).toString('base64'),
  };
}

/** As Azurite itself takes accounts. */
export function accountText({ name, key }: StorageAccount): string {
  return `${name}:${key}`;
}

/** @returns undefined where the text is none of an account */
export function parseAccount(text: string): StorageAccount | undefined {
  const [, name, key] = /^([a-z0-9]{3,24}):([A-Za-z0-9+/]{86}==)$/.exec(text) ?? [];
  return name === undefined || key === undefined ? undefined : { name, key };
}
