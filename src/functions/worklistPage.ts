import { app, type HttpResponseInit } from '@azure/functions';
import { theApp } from '../app';
import { renderWorklist, worklistPolicy } from '../dashboard/worklistPage';

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

app.http('worklistPage', {
  route: 'worklist',
  methods: ['GET'],
  authLevel: 'function',
  handler: worklistPage,
});
