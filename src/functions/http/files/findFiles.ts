import { actorOf } from '../../../access/caller';
import type { App } from '../../../app/app';
import { createFindFiles as createFind } from '../../../operations/intake/findFiles';
import type { Handler } from '../support/handler';
import { json } from '../support/problem';

/** So many names at most are read for one search, at some milliseconds each. */
const mostRead = 5000;

/** Received files, as they are called. */
export function createFindFiles({ store, now }: Pick<App, 'store' | 'now'>): Handler<'findFiles'> {
  const { accounts, arrivals, audit } = store;
  const find = createFind({ accounts, arrivals, audit, now });
  return async ({ body: { limit, offset, ...query }, caller }) =>
    json(await find(query, { limit, offset, mostRead }, actorOf(caller)));
}
