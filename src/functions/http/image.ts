import { createHash } from 'node:crypto';
import type { App } from '../../app/app';
import { imageViewOf } from '../../operations/images/imageViewOf';
import type { Handler } from './support/handler';
import { json, problem } from './support/problem';

/** What a page needs to show an image. */
export function createImage({ store }: Pick<App, 'store'>): Handler<'image'> {
  return async ({ params, request }) => {
    const found = await store.images.find(params.id);
    if (!found) return problem(404, 'no-such-image', 'There is no image with this id.');
    const view = imageViewOf(found);
    // The image never changes, but a later release may describe it differently.
    const hash = createHash('sha256').update(JSON.stringify(view)).digest('base64url');
    const headers = { etag: `"${hash.slice(0, 22)}"`, 'cache-control': 'private, no-cache' };
    if (request.headers.get('if-none-match') === headers.etag) return { status: 304, headers };
    return json(view, 200, headers);
  };
}
