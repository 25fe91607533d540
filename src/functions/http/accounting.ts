import type { App } from '../../app/app';
import type { Handler } from './support/handler';
import { json } from './support/problem';

/** What became of the files that were received: those of the last seven days, unless a time is named. */
export function createAccounting({ accounting }: Pick<App, 'accounting'>): Handler<'accounting'> {
  return async ({ query }) => json(await accounting.view(query.since), 200);
}
