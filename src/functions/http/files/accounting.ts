import { setTimeout } from 'node:timers/promises';
import type { App } from '../../../app/app';
import { createCheckAccounts } from '../../../operations/accounting/checkAccounts';
import type { Handler } from '../support/handler';
import { json, problem } from '../support/problem';

/** What became of the files that were received: those of the last seven days, unless a time is named. */
export function createAccounting({ accounting }: Pick<App, 'accounting'>): Handler<'accounting'> {
  return async ({ query }) => json(await accounting.view(query.since), 200);
}

/** Two or three requests a file: more of them would take longer than an answer may. */
const mostFiles = 20_000;
/** Processes note within two seconds that they received a file. */
const settleMilliseconds = 3_000;

/** Holds the accounts against the records. */
export function createCheckAccounting({
  store: { accounts, arrivals, quarantine },
  accounting,
  now,
}: Pick<App, 'store' | 'accounting' | 'now'>): Handler<'checkAccounting'> {
  const settle = () => setTimeout(settleMilliseconds);
  const check = createCheckAccounts({ accounts, arrivals, quarantine, settle });
  return async ({ body: { since } }) => {
    const time = `${since}:00:00Z`;
    const { total } = await accounting.view(time);
    if (total.received > mostFiles)
      return problem(
        422,
        'too-many-files',
        `${total.received} files were received since then: check a shorter time, or run "triage account --check".`,
      );
    const { files, differences } = await check(time);
    return json({
      files,
      differences: differences.map(({ arrivalId, noted, recorded }) => ({
        arrivalId,
        ...(noted && { noted: noted.state }),
        ...(recorded && { recorded: recorded.state }),
      })),
      asOf: now(),
    });
  };
}
