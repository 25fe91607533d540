import type { App } from '../../../app/app';
import { dayOf, hourOf } from '../../../domain/accounting/hours';
import { sourceIdOf } from '../../../domain/kernel/identifiers/ids';
import type { Handler } from '../support/handler';
import { json } from '../support/problem';

/** The folders in which files came since the oldest study that is not reviewed, by name. */
export function createWorklistSources({
  store,
  worklist,
  settings,
}: Pick<App, 'store' | 'worklist' | 'settings'>): Handler<'worklistSources'> {
  return async () => {
    const { worklist: ordered, now } = await worklist.read();
    const first = [...ordered.awaiting, ...ordered.kept].reduce(
      (oldest, { receivedAt }) => Math.min(oldest, Date.parse(receivedAt)),
      Date.parse(now),
    );
    const counts = await store.accounts.counts(dayOf(hourOf(new Date(first).toISOString())));
    const names = new Set(counts.map(({ source }) => source).filter((source) => source !== ''));
    return json([...names].sort().map((name) => ({ id: sourceIdOf(settings.siteKey, name), name })));
  };
}
