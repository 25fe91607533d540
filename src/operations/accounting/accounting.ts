import type { AccountingView } from '../../domain/accounting/accountingView';
import { balanceRows, type GroupCount } from '../../domain/accounting/balance';
import { totalOf } from '../../domain/accounting/columns';
import { dayOf, hourOf } from '../../domain/accounting/hours';
import {
  knownSources,
  type SilenceRule,
  type SilentSource,
  silentAmong,
} from '../../domain/accounting/silence';
import type { Clock } from '../ports';

export interface AccountingDeps {
  readonly accounts: { counts(since: string): Promise<GroupCount[]> };
  readonly rule: SilenceRule;
  readonly now: Clock;
}

/** What became of the files that were received. */
export interface Accounting {
  /** @param since day or time, ISO; absent: seven days ago */
  view(since?: string): Promise<AccountingView>;
  /** Sources that fell silent. */
  silent(): Promise<SilentSource[]>;
}

const dayMs = 86_400_000;
const defaultDays = 7;

export function createAccounting({ accounts, rule, now }: AccountingDeps): Accounting {
  const ago = (days: number) => hourOf(new Date(Date.parse(now()) - days * dayMs).toISOString());
  // Of the weeks before the last one, one more hour is looked at.
  const usualSince = () => ago((rule.weeks + 1) * 7 + 1);
  const sources = async () => knownSources(await accounts.counts(dayOf(usualSince())), rule, now());
  return {
    silent: async () => silentAmong(await sources()),
    view: async (since) => {
      const first = since === undefined ? ago(defaultDays) : hourOf(since);
      const [counts, known] = await Promise.all([accounts.counts(dayOf(first)), sources()]);
      const rows = balanceRows(counts.filter(({ hour }) => hour >= first));
      return {
        asOf: now(),
        since: first,
        total: totalOf(rows),
        rows,
        silent: silentAmong(known),
        sources: known,
      };
    },
  };
}
