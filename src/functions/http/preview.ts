import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Caller } from '../../access/caller';
import { type App, theApp } from '../../app/app';
import { isId } from '../../domain/kernel/ids';
import { impressionFirst } from './support/conflict';
import { heatMapOf } from './support/heatMap';
import { badId, problem } from './support/problem';
import { route } from './support/route';

const heatMap = /^([a-z0-9-]{1,64})\/([a-z0-9-]{1,64})$/;

/** Where a model looked is kept from a reviewer as long as what it said is. */
async function kept(triage: App, imageId: string, caller: Caller): Promise<HttpResponseInit | undefined> {
  const { results } = triage.store;
  const image = await results.image(imageId);
  const study = image && (await results.study(image.studyId));
  return study && impressionFirst(triage, study, caller);
}

/** The preview as PNG, or with `?heat=model/label` a heat map of the same aspect to lay over it. */
async function preview(
  request: HttpRequest,
  _context: InvocationContext,
  caller: Caller,
): Promise<HttpResponseInit> {
  const { id } = request.params;
  if (!isId(id)) return badId('An image');
  const heat = request.query.get('heat');
  const parts = heat === null ? undefined : heatMap.exec(heat);
  if (parts === null)
    return problem(400, 'bad-query', 'A heat map is named by its model and label, model/label.');
  const triage = theApp();
  const { store } = triage;
  const refused = parts && (await kept(triage, id, caller));
  if (refused) return refused;
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
  right: 'read-images',
  handler: preview,
});
