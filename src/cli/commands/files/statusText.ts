import type { Sealing } from '../../../app/sealingWatch';
import type { Balance } from '../../../domain/accounting/columns';
import type { SilentSource } from '../../../domain/accounting/silence';
import type { StorageFault } from '../../../domain/kernel/storageFault';
import { tell } from '../../../domain/words/told';
import { words as english } from '../../../domain/words/words';
import type { HealthAdvice } from '../../../operations/health/healthAdvice';
import { texts, words } from '../../language/language';
import { padTo } from '../../terminal/columns';
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
  readonly advice: readonly HealthAdvice[];
}

/** One line, in English. */
export function statusJson(status: SiteStatus): string {
  const advice = status.advice.map((one) => tell(english.health.advice, one));
  return `${JSON.stringify({ ...status, advice })}\n`;
}

const titleColumns = 12;

export function statusText(status: SiteStatus): string {
  const { asOf, lastDay, files, refused, studies, silent, sealing, reconcile, storageFaults, advice } =
    status;
  const said = texts.files.status;
  const list = (parts: readonly string[]) => parts.join(words.listSeparator);
  const { state, waitsSince } = sealing;
  const lines: [string, string][] = [
    [said.asOf, asOf],
    [
      said.lastDay,
      list(lastDay.map(([column, count]) => `${count} ${words.balance[column]}`)) || said.noFile,
    ],
    [
      said.inProgress,
      files.oldest === undefined ? String(files.open) : said.oldest(files.open, files.oldest),
    ],
    [said.refused, list(refused.map(([reason, count]) => `${count} ${reason}`)) || said.none],
    [said.studies, said.awaiting(studies.awaiting, studies.overdue)],
    [said.silent, list(silent.map(silentText)) || said.noSource],
    [
      said.auditLog,
      waitsSince === undefined
        ? words.health.sealing[state]
        : said.since(words.health.sealing[state], waitsSince),
    ],
    [said.reconcile, reconcile === undefined ? said.notYet : said.ended(reconcile.endedAt, reconcile.failed)],
    [
      said.storage,
      list(storageFaults.map(({ part, why }) => `${part}: ${words.health.storageFaults[why]}`)) ||
        words.health.storage.ok,
    ],
  ];
  const told = lines.map(([title, text]) => `${padTo(title, titleColumns)} ${printable(text)}\n`);
  const todo = advice.map((one) => `! ${printable(tell(words.health.advice, one) ?? one.code)}\n`);
  return [...told, ...todo].join('');
}

function silentText({ source, lastHour }: SilentSource): string {
  const said = texts.files.status;
  return said.lastFile(source === '' ? said.noFolder : source, lastHour);
}
