const loopback = /^http:\/\/(127(\.\d{1,3}){3}|localhost|\[::1\])([:/]|$)/i;

/** What a setting is told that would send data over the network unencrypted. */
export const overTls = 'expected an address that begins with https:// (http on this machine alone)';

/** Whether whoever uses this connection string speaks TLS, or does not leave this machine. */
export function isOverTls(connectionString: string): boolean {
  const parts = connectionString.split(';').map((part) => part.trim());
  const values = parts.map((part) => part.slice(part.indexOf('=') + 1));
  if (values.some((value) => /^http:/i.test(value) && !loopback.test(value))) return false;
  // Without addresses of its own, the account's are made with the protocol.
  const hasAddress = parts.some((part) => /^BlobEndpoint=/i.test(part));
  return hasAddress || !parts.some((part) => /^DefaultEndpointsProtocol=http$/i.test(part));
}
