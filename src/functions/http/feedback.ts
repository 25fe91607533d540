import type { App } from '../../app/app';
import { feedbackOf } from '../../domain/study/feedback';
import { jsonUnlessKnown } from './support/etag';
import type { Handler } from './support/handler';

/** What reviews say about the models, in numbers. */
export function createFeedback({ worklist, now }: Pick<App, 'worklist' | 'now'>): Handler<'feedback'> {
  return async ({ query, request }) =>
    jsonUnlessKnown(request, feedbackOf(await worklist.feedback(), now(), query.since));
}
