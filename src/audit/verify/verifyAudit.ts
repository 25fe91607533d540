import { createHash } from 'node:crypto';
import type { Macs } from '../../domain/kernel/macs';
import type { VerifierKey } from '../proof/verifierKey';
import type { BlobTree } from './blobTree';
import type { Fault } from './fault';
import type { KeptCheckpoint } from './heldCheckpoints';
import { LogIndex } from './logIndex';
import { emptyState } from './publishedState';
import { readSubjects, withMore } from './subjects';
import { type LogVerification, verifyLog } from './verifyLog';
import { addWaiting } from './verifyRecords';
import { ResultCheck, type ResultCounts } from './verifyResults';
import { standingFaults } from './verifyStandings';

export interface AuditVerification extends LogVerification {
  /** Records that are durable but not sealed yet. */
  readonly waiting: number;
  /** Entries of each type, including waiting records. */
  readonly entries: ReadonlyMap<string, number>;
  readonly erasures: number;
  readonly shown: ResultCounts;
  /** The place of the requested event: an entry or a waiting record; undefined if it is neither. */
  readonly recordAt: string | undefined;
  /** Models that the log names: `id@version#sha256`, and the first entry that names each. */
  readonly models: ReadonlyMap<string, { readonly sha256: string; readonly place: string }>;
}

/**
 * Verifies a log and everything stored with it that it refers to: outcomes, studies, reviews, settings.
 *
 * @param now the time of the snapshot, in milliseconds: what was recorded a moment before may not be shown
 * yet
 * @param wanted the id of an event to look for
 * @param macs the site's: without them nobody can tell whether the app wrote what waits to be sealed or shown
 */
export async function verifyAudit(
  tree: BlobTree,
  pinned: VerifierKey,
  kept: readonly KeptCheckpoint[],
  now: number,
  wanted?: string,
  macs?: Macs,
): Promise<AuditVerification> {
  const index = new LogIndex(wanted);
  const log = await verifyLog(tree, pinned, kept, ({ event, sequence, sealedAt }) => {
    index.lastSealedAt = sealedAt;
    index.add({ event, sequence });
  });
  const first = await addWaiting(tree, index, macs);
  let { waiting } = first;
  // An export is never older than its content, whatever it says.
  const time = Math.max(now, Date.parse(index.lastSealedAt || '1970-01-01'));
  const context = { index, subjects: await readSubjects(tree), published: emptyState(), now: time, macs };
  const readOn = async () => {
    const more = await addWaiting(tree, index, macs);
    waiting += more.waiting;
    if (more.waiting > 0) context.subjects = withMore(context.subjects, await readSubjects(tree));
  };
  const results = new ResultCheck(tree, context, readOn);
  const resultFaults = await results.run();
  return {
    ...log,
    waiting,
    entries: index.counts,
    erasures: index.erased.size,
    shown: results.counts,
    models: index.models,
    recordAt: index.wantedAt,
    faults: [
      ...log.faults,
      ...index.faults(),
      ...first.faults,
      ...resultFaults,
      ...(await settingsFaults(tree, index)),
      ...(await standingFaults(tree, context, readOn)),
    ],
  };
}

async function settingsFaults(tree: BlobTree, { settings }: LogIndex): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const [sha256, place] of settings) {
    const name = `settings/${sha256}.json`;
    const bytes = await tree.read('audit', name);
    const actual = bytes && createHash('sha256').update(bytes).digest('hex');
    if (actual !== sha256)
      faults.push({ code: 'settings-changed', where: `audit/${name}`, detail: `named in ${place}` });
  }
  return faults;
}
