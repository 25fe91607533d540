/** What `nodeEnvironment.js` hands to the tests of a worker. */
const { unusedAccount } = globalThis as unknown as { unusedAccount: () => Promise<string> };

/** The connection string of an empty storage account of one's own. Nothing needs to be stopped or removed. */
export function storageAccount(): Promise<string> {
  return unusedAccount();
}
