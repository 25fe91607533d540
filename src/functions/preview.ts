import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { theApp } from '../app';
import { isId } from '../domain/ids';
import { heatMapOf } from './heatMap';
import { problem } from './problem';
import { route } from './route';

const heatMap = /^([a-z0-9-]{1,64})\/([a-z0-9-]{1,64})$/;

/** The preview as PNG, or with `?heat=model/label` a heat map of the same aspect to lay over it. */
async function preview(request: HttpRequest): Promise<HttpResponseInit> {
  const { id } = request.params;
  if (!isId(id)) return problem(400, 'bad-id', 'An image id is 64 hexadecimal digits.');
  const heat = request.query.get('heat');
  const parts = heat === null ? undefined : heatMap.exec(heat);
  if (parts === null)
    return problem(400, 'bad-query', 'A heat map is named by its model and label, model/label.');
  const { store } = theApp();
  const [, model = '', label = ''] = parts ?? [];
  const png = await (parts ? heatMapOf(store, id, model, label) : store.images.png(id, 'preview'));
  if (!png) return problem(404, 'no-such-picture', 'There is no such picture of this image.');
  return {
    body: png,
    headers: { 'content-type': 'image/png', 'cache-control': 'private, max-age=86400, immutable' },
  };
}

route({
  name: 'preview',
  route: 'api/images/{id}/preview',
  methods: ['GET'],
  roles: ['reviewer', 'auditor', 'admin'],
  handler: preview,
});
