import { storageAccount } from './storageAccount';

/** A request to a storage account. */
export interface Asked {
  readonly service: 'blob' | 'queue' | 'table';
  readonly method: string;
  /** With the account. */
  readonly path: string;
}

export interface Watch {
  /** Told of each request once it was answered. */
  readonly answered?: (asked: Asked) => void;
  /** Whether it fails: before it takes effect, or only afterwards. */
  readonly refuses?: (when: 'before' | 'after', asked: Asked) => boolean;
}

const { storageProxy } = require('../bench/support/storageProxy') as {
  storageProxy: (
    connectionString: string,
    on: Watch,
  ) => Promise<{ readonly connectionString: string; close(): void }>;
};

/** A separate, empty storage account whose requests are watched. */
export async function watchedAccount(on: Watch) {
  return storageProxy(await storageAccount(), on);
}
