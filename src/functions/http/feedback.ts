import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { theApp } from '../../app/app';
import { feedbackOf } from '../../domain/study/feedback';
import { jsonUnlessKnown } from './support/etag';
import { faultWords } from './support/faultWords';
import { problem } from './support/problem';
import { route } from './support/route';

const querySchema = z.strictObject({
  since: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], {
      error: 'expected a date such as 2026-05-01, or an ISO time',
    })
    .optional(),
});

/** What reviews say about the models, in numbers. */
async function feedback(request: HttpRequest): Promise<HttpResponseInit> {
  const query = querySchema.safeParse(Object.fromEntries(request.query));
  if (!query.success) return problem(400, 'bad-query', faultWords(query.error));
  const { worklist, now } = theApp();
  return jsonUnlessKnown(request, feedbackOf(await worklist.feedback(), now(), query.data.since));
}

route({
  name: 'feedback',
  route: 'api/feedback',
  methods: ['GET'],
  right: 'read-feedback',
  handler: feedback,
});
