import type { App } from '../../../app/app';
import { FeedbackTally } from '../../../domain/study/feedback/feedback';
import { jsonUnlessKnown } from '../support/etag';
import type { Handler } from '../support/handler';

/** What reviews say about the models, in numbers. */
export function createFeedback({ worklist, now }: Pick<App, 'worklist' | 'now'>): Handler<'feedback'> {
  return async ({ query, request }) => {
    const tally = new FeedbackTally(query.since);
    for await (const line of worklist.feedback(query.since)) tally.add(line);
    return jsonUnlessKnown(request, tally.view(now()));
  };
}
