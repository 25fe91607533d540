interface AccountAddresses {
  readonly blobUrl: string;
  readonly queueUrl: string;
  readonly tableUrl: string;
}

/** What `nodeEnvironment.js` passes to the tests of a worker. */
const given = globalThis as unknown as {
  unusedAccount: () => Promise<string>;
  accountWithTokens: (certificate: { cert: string; key: string }) => Promise<AccountAddresses>;
};

/** The connection string of a separate, empty storage account. Nothing needs to be stopped or removed. */
export function storageAccount(): Promise<string> {
  return given.unusedAccount();
}

/** An account that speaks HTTPS and takes access tokens. @param certificate files of its certificate and key */
export function accountWithTokens(certificate: { cert: string; key: string }): Promise<AccountAddresses> {
  return given.accountWithTokens(certificate);
}
