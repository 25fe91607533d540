import { BlobServiceClient } from '@azure/storage-blob';
import { Sequencer } from '../../src/audit/log/sequencer';
import { verifyAudit } from '../../src/audit/verify/verifyAudit';
import { AccountTree } from '../../src/storage/audit/blobTree';
import { testSigner } from '../audit/memoryLog';
import { type FileApp, fileApp } from './fileApp';
import { testMacs } from './siteSecret';
import { type Asked, watchedAccount } from './watchedAccount';

/** How many more writes take effect before the process is gone: with the next one, or once that one has taken effect. */
export interface Death {
  left: number;
  readonly when: 'before' | 'after';
}

const isWrite = ({ method }: Asked) => method !== 'GET' && method !== 'HEAD';

/** Apps on one storage account, any of which may die at a write: then it asks for nothing more and is told of nothing. */
export async function dyingProcesses() {
  let death: Death | undefined;
  let isDead = false;
  const apps: FileApp[] = [];
  const account = await watchedAccount({
    refuses: (when, asked) => {
      if (!isDead && death?.when === when && isWrite(asked)) {
        if (death.left === 0) isDead = true;
        else death.left -= 1;
      }
      return isDead;
    },
  });
  return {
    start(environment: Readonly<Record<string, string>> = {}): FileApp {
      const one = fileApp(account.connectionString, undefined, undefined, environment);
      apps.push(one);
      return one;
    },
    /** Nobody else may be at work meanwhile. @returns whether the process died */
    async dies(where: Death, work: () => Promise<unknown>): Promise<boolean> {
      death = where;
      await work().catch(() => {});
      const hasDied = isDead;
      [death, isDead] = [undefined, false];
      return hasDied;
    },
    /** What `triage audit verify` says once everything is sealed. */
    async verified({ app }: FileApp) {
      const signer = testSigner();
      const now = () => new Date().toISOString();
      await new Sequencer({ macs: testMacs, store: app.store.auditLog, signer, now }).seal();
      const tree = new AccountTree(BlobServiceClient.fromConnectionString(account.connectionString));
      return verifyAudit(tree, signer.key, [], Date.now() + 3_600_000, { macs: testMacs });
    },
    async close(): Promise<void> {
      for (const one of apps) await one.close();
      account.close();
    },
  };
}

/**
 * Dies at each write in turn, with a file of its own each time, until there is none left to die at.
 *
 * @param survived @returns whether the process died there
 * @returns how many writes there are, and how many files it took
 */
export async function atEachWrite(
  survived: (name: string, where: Death) => Promise<boolean>,
): Promise<{ writes: number; files: number }> {
  // What is done once for all files does not count.
  await survived('first.dcm', { left: Number.POSITIVE_INFINITY, when: 'before' });
  // To die before a write leaves what it leaves to die after the one before.
  expect(await survived('before.dcm', { left: 0, when: 'before' })).toBe(true);
  let writes = 0;
  while (await survived(`${writes}.dcm`, { left: writes, when: 'after' })) writes += 1;
  return { writes, files: writes + 3 };
}
