import { randomBytes } from 'node:crypto';

/**
 * The only account of an Azurite. Its name and key are random: Azurite answers anyone, under any host name,
 * so with Azurite's well-known key a page in the browser could read everything (DNS rebinding).
 */
export interface StorageAccount {
  /** 24 characters of a-z and 0-9, the maximum length of a name. */
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

/** In the format in which Azurite takes accounts. */
export function accountText({ name, key }: StorageAccount): string {
  return `${name}:${key}`;
}

/** @returns undefined if the text is not an account */
export function parseAccount(text: string): StorageAccount | undefined {
  const [, name, key] = /^([a-z0-9]{3,24}):([A-Za-z0-9+/]{86}==)$/.exec(text) ?? [];
  return name === undefined || key === undefined ? undefined : { name, key };
}
