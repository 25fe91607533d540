import type { HttpResponseInit } from '@azure/functions';
import { theApp } from '../app';
import { renderWorklist, worklistPolicy } from '../dashboard/worklistPage';
import { route } from './route';

const shown = 200;

/** The worklist for a browser. */
async function worklistPage(): Promise<HttpResponseInit> {
  const { store, now } = theApp();
  const [studies, refusals] = await Promise.all([store.worklist.studies(), store.worklist.refusals()]);
  return {
    body: renderWorklist({ studies: studies.slice(0, shown), total: studies.length, refusals, now: now() }),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': worklistPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  };
}

route({
  name: 'worklistPage',
  route: 'worklist',
  methods: ['GET'],
  roles: ['reviewer', 'auditor', 'admin'],
  handler: worklistPage,
});
