import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { AccountingView } from '../../../domain/accounting/accountingView';
import { accountCsv } from '../../../domain/words/accountCsv';
import { createAccounting } from '../../../operations/accounting/accounting';
import {
  type AccountDifference,
  createCheckAccounts,
  mendAccounts,
} from '../../../operations/accounting/checkAccounts';
import { openStore, type Store } from '../../../storage/store';
import { texts, words } from '../../language/language';
import { type PlaceOptions, withLog } from '../../site/logPlace';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { UsageError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { accountTable } from './accountText';

interface AccountOptions extends PlaceOptions {
  readonly since?: string;
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly check?: boolean;
  readonly mend?: boolean;
}

const now = () => new Date().toISOString();
/** Processes note within two seconds that they received a file. */
const settleMilliseconds = 3_000;

/** `triage account`: what became of the files that were received. */
export async function account(options: AccountOptions): Promise<number> {
  const { since } = options;
  if (since !== undefined && !isTime(since)) throw new UsageError(texts.files.account.since);
  return withLog(undefined, options, async (place) => {
    const settings = settingsOfPlace(place, options);
    const store = openStore(settings);
    const view = await createAccounting({ accounts: store.accounts, rule: settings.silence, now }).view(
      since,
    );
    if (options.check || options.mend) return check(store, view, options.mend === true);
    process.stdout.write(textOf(view, options));
    return exitCodes.done;
  });
}

function isTime(text: string): boolean {
  return z.union([z.iso.date(), z.iso.datetime({ offset: true })]).safeParse(text).success;
}

function textOf(view: AccountingView, { csv, json }: AccountOptions): string {
  if (json) return `${JSON.stringify(view)}\n`;
  return csv ? accountCsv(view.rows) : accountTable(view);
}

async function check(store: Store, { since }: AccountingView, mends: boolean): Promise<number> {
  const { accounts, arrivals, quarantine } = store;
  const { files, differences } = await createCheckAccounts({
    accounts,
    arrivals,
    quarantine,
    settle: () => setTimeout(settleMilliseconds),
  })(`${since}:00:00Z`);
  for (const difference of differences) process.stdout.write(`${lineOf(difference)}\n`);
  if (mends && differences.length > 0) await mendAccounts(accounts, differences);
  const mended = mends && differences.length > 0;
  process.stdout.write(`${texts.files.account.compared(files, since, differences.length, mended)}\n`);
  return differences.length === 0 || mends ? exitCodes.done : exitCodes.failed;
}

/** By ids: what names the file is in its record. */
function lineOf({ arrivalId, noted, recorded }: AccountDifference): string {
  const said = texts.files.account;
  const parts = [
    noted === undefined ? said.notNoted : said.noted(noted.state),
    recorded === undefined ? said.noRecord : said.recorded(recorded.state),
    ...(noted && recorded && noted.state === recorded.state ? [said.elsewhere] : []),
  ];
  return `${arrivalId}  ${noted?.hour ?? recorded?.hour}  ${parts.join(words.listSeparator)}`;
}
