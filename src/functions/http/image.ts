import { createHash } from 'node:crypto';
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { theApp } from '../../app/app';
import { isId } from '../../domain/kernel/ids';
import { imageViewOf } from '../../operations/images/imageViewOf';
import { badId, problem } from './support/problem';
import { route } from './support/route';

/** What a page needs of an image to show it. */
async function image(request: HttpRequest): Promise<HttpResponseInit> {
  const { id } = request.params;
  if (!isId(id)) return badId('An image');
  const found = await theApp().store.images.find(id);
  if (!found) return problem(404, 'no-such-image', 'There is no image with this id.');
  const body = JSON.stringify(imageViewOf(found));
  // The image never changes, but what a later release says of it may.
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (request.headers.get('if-none-match') === etag) return { status: 304, headers };
  return { body, headers: { ...headers, 'content-type': 'application/json' } };
}

route({
  name: 'image',
  route: 'api/images/{id}',
  methods: ['GET'],
  right: 'read-images',
  handler: image,
});
