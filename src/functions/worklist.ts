import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { theApp } from '../app';
import { json, problem } from './problem';
import { route } from './route';

const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  offset: z.coerce.number().int().min(0).default(0),
});

/** Studies in reading order, a page at a time, and all refused files. */
async function worklist(request: HttpRequest): Promise<HttpResponseInit> {
  const page = pageSchema.safeParse(Object.fromEntries(request.query));
  if (!page.success) return problem(400, 'bad-query', z.prettifyError(page.error));
  const { limit, offset } = page.data;
  const { store, now } = theApp();
  const [studies, refusals] = await Promise.all([store.worklist.studies(), store.worklist.refusals()]);
  return json({
    serverTime: now(),
    total: studies.length,
    offset,
    studies: studies.slice(offset, offset + limit),
    quarantined: refusals,
  });
}

route({
  name: 'worklist',
  route: 'api/worklist',
  methods: ['GET'],
  roles: ['reviewer', 'auditor', 'admin', 'service'],
  handler: worklist,
});
