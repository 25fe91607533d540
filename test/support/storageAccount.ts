/** What `nodeEnvironment.js` passes to the tests of a worker. */
const { unusedAccount } = globalThis as unknown as { unusedAccount: () => Promise<string> };

/** The connection string of a separate, empty storage account. Nothing needs to be stopped or removed. */
export function storageAccount(): Promise<string> {
  return unusedAccount();
}
