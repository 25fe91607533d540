import type { Signer } from '../audit/proof/signer';
import type { Fault } from '../audit/verify/fault';
import { verifyLog } from '../audit/verify/log/verifyLog';
import type { Settings } from '../settings/settings';
import { AccountTree } from '../storage/audit/blobTree';
import { connectStorage } from '../storage/connect';

/** What a check of the log found. */
export interface LogCheck {
  readonly size: number;
  readonly checkpoints: number;
  /** The public key that signs it now. */
  readonly key: string;
  readonly faults: readonly Fault[];
}

/**
 * Verifies the log itself: every entry in its place, the tree, the checkpoints, the keys. It trusts the key that this
 * app signs with: an auditor pins one of their own with `triage audit verify`, which also holds what is shown against
 * the log.
 *
 * @returns undefined if no key is set
 */
export function createLogCheck(
  { storage }: Pick<Settings, 'storage'>,
  signer: () => Promise<Signer | undefined>,
) {
  return async (): Promise<LogCheck | undefined> => {
    const opened = await signer();
    if (opened === undefined) return undefined;
    const tree = new AccountTree(connectStorage(storage).blobs);
    const { size, checkpoints, key, faults } = await verifyLog(tree, opened.key, [], () => {});
    return { size, checkpoints, key: key.text, faults };
  };
}
