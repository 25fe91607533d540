import type { App } from '../../../app/app';
import { imageViewOf } from '../../../operations/images/imageViewOf';
import { checkedHeaders, notModified, strongEtag } from '../support/etag';
import type { Handler } from '../support/handler';
import { json, problem } from '../support/problem';

/** What a page needs to show an image. */
export function createImage({ store }: Pick<App, 'store'>): Handler<'image'> {
  return async ({ params, request }) => {
    const found = await store.images.find(params.id);
    if (!found) return problem(404, 'no-such-image', 'There is no image with this id.');
    const view = imageViewOf(found);
    // The image never changes, but a later release may describe it differently.
    const headers = checkedHeaders(strongEtag(JSON.stringify(view)));
    return notModified(request, headers) ?? json(view, 200, headers);
  };
}
