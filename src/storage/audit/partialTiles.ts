/**
 * Partial tiles and bundles of the audit log lie in a container of their own: that of the log keeps every blob as
 * long as the law says, and these are only needed until a wider one stands. The log names them among its own.
 */
export const logContainer = 'audit';
export const partialContainer = 'audit-partial';

const partial = /^tile\/.+\.p\/\d+$/;

/** The container of a blob that the log has under this name. */
export function containerOfLog(name: string): string {
  return partial.test(name) ? partialContainer : logContainer;
}

/** The containers of blobs of the log whose names begin so, each in the order of names. */
export function containersOfLog(prefix: string): string[] {
  const mayBePartial = prefix === '' || prefix.startsWith('tile/');
  return mayBePartial ? [logContainer, partialContainer] : [logContainer];
}
