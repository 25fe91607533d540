import { actorOf } from '../../../access/caller';
import type { App } from '../../../app/app';
import type { Routes } from '../../../contract/routes/routes';
import { findHeatMap } from '../../../operations/images/heatMaps';
import { impressionFirst } from '../support/conflict';
import { checkedHeaders, notModified, strongEtag } from '../support/etag';
import type { Call, Handler, OtherAnswer } from '../support/handler';
import { noSuchPicture } from '../support/problem';

type PreviewDeps = Pick<App, 'store' | 'settings' | 'looks'>;

/**
 * A heat map with the same aspect ratio as the preview, to overlay on it. It is hidden from a reviewer as long as the
 * model's findings are.
 */
async function heatMapAnswer(
  deps: PreviewDeps,
  id: string,
  heat: { readonly model: string; readonly label: string },
  { request, caller }: Pick<Call<Routes['preview']>, 'request' | 'caller'>,
): Promise<OtherAnswer> {
  const { store, looks } = deps;
  const image = await store.images.find(id);
  const study = image && (await store.results.study(image.studyId));
  if (!study) return noSuchPicture();
  const keptBack = await impressionFirst(deps, study, caller);
  if (keptBack) return keptBack;
  const png = await findHeatMap(store, study, id, heat.model, heat.label);
  if (!png || !(await looks.image(id, actorOf(caller)))) return noSuchPicture();
  const headers = { ...checkedHeaders(strongEtag(png)), ...pngType };
  return notModified(request, headers) ?? { body: png, headers };
}

/** The preview as PNG, or a heat map. */
export function createPreview(deps: PreviewDeps): Handler<'preview'> {
  const { images } = deps.store;
  return async ({ params: { id }, query: { heat }, caller, request }) => {
    if (heat) return heatMapAnswer(deps, id, heat, { request, caller });
    const image = await images.find(id);
    if (!image || !(await deps.looks.study(image.studyId, actorOf(caller)))) return noSuchPicture();
    // A preview is made once and never changed, so the image's id says which bytes it has.
    const headers = { ...checkedHeaders(strongEtag('preview', id)), ...pngType };
    const known = notModified(request, headers);
    if (known) return known;
    const png = await images.preview(id);
    return png ? { body: png, headers } : noSuchPicture();
  };
}

const pngType = { 'content-type': 'image/png' };
