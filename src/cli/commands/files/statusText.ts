import type { Sealing } from '../../../app/sealingWatch';
import type { Balance } from '../../../domain/accounting/columns';
import type { SilentSource } from '../../../domain/accounting/silence';
import type { StorageFault } from '../../../domain/kernel/storageFault';
import { balanceTitles } from '../../../domain/words/balanceTitles';
import { printable } from '../../terminal/printable';

/** How a site stands. */
export interface SiteStatus {
  readonly asOf: string;
  /** Of the files received in the last 24 hours; columns that are not 0. */
  readonly lastDay: readonly (readonly [keyof Balance, number])[];
  readonly files: { readonly open: number; readonly oldest?: string };
  /** Files that stand refused, by reason. */
  readonly refused: readonly (readonly [reason: string, files: number])[];
  readonly studies: { readonly awaiting: number; readonly overdue: number; readonly changedOutside: number };
  readonly silent: readonly SilentSource[];
  readonly sealing: Sealing;
  readonly reconcile?: { readonly endedAt: string; readonly failed: number };
  readonly storageFaults: readonly StorageFault[];
  /** What somebody should do; empty if all is well. */
  readonly advice: readonly string[];
}

export function statusText(status: SiteStatus): string {
  const { asOf, lastDay, files, refused, studies, silent, sealing, reconcile, storageFaults, advice } =
    status;
  const counts = lastDay.map(([column, count]) => `${count} ${balanceTitles[column]}`).join(', ');
  const reasons = refused.map(([reason, count]) => `${count} ${reason}`).join(', ');
  const lines: [string, string][] = [
    ['As of', asOf],
    ['Last 24 h', counts || 'no file received'],
    ['In progress', `${files.open}${files.oldest === undefined ? '' : `, the oldest since ${files.oldest}`}`],
    ['Refused', reasons || 'none'],
    ['Studies', `${studies.awaiting} await review, ${studies.overdue} of them overdue`],
    ['Silent', silent.map(silentText).join(', ') || 'no source'],
    [
      'Audit log',
      sealing.waitsSince === undefined ? sealing.state : `${sealing.state} since ${sealing.waitsSince}`,
    ],
    [
      'Reconcile',
      reconcile === undefined ? 'has not run yet' : `ended ${reconcile.endedAt}, ${reconcile.failed} failed`,
    ],
    ['Storage', storageFaults.map(({ part, why }) => `${part}: ${why}`).join(', ') || 'ok'],
  ];
  const told = lines.map(([title, text]) => `${title.padEnd(12)} ${printable(text)}\n`);
  return `${told.join('')}${advice.map((sentence) => `! ${printable(sentence)}\n`).join('')}`;
}

function silentText({ source, lastHour }: SilentSource): string {
  return `${source === '' ? 'files without a folder' : source} (last file in the hour from ${lastHour}:00 UTC)`;
}
