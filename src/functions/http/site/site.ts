import type { App } from '../../../app/app';
import { activityIn } from '../../../operations/audit/activity';
import type { Handler } from '../support/handler';
import { json } from '../support/problem';

/** The settings that the app runs with. */
export function createSettings({
  settings,
  version,
}: Pick<App, 'settings' | 'version'>): Handler<'settings'> {
  return () => json({ settings: settings.inForce, version, node: process.version });
}

const dayMs = 86_400_000;
const defaultDays = 7;

/** What people and programs did: the last seven days, unless a time is named. */
export function createActivity({ log, now }: Pick<App, 'log' | 'now'>): Handler<'activity'> {
  return async ({ query }) => {
    const since = query.since ?? new Date(Date.parse(now()) - defaultDays * dayMs).toISOString();
    return json(await activityIn(log.latest(), new Date(since).toISOString()));
  };
}
