import { actorOf, type Caller } from '../../access/caller';
import type { App } from '../../app/app';
import { findHeatMap } from '../../operations/images/heatMaps';
import { impressionFirst } from './support/conflict';
import { checkedHeaders, notModified, strongEtag } from './support/etag';
import type { Handler, OtherAnswer } from './support/handler';
import { noSuchPicture } from './support/problem';

type PreviewDeps = Pick<App, 'store' | 'settings' | 'looks'>;

/** Heat maps are hidden from a reviewer as long as the model's findings are. */
async function keptBack(
  deps: PreviewDeps,
  imageId: string,
  caller: Caller,
): Promise<OtherAnswer | undefined> {
  const { results } = deps.store;
  const image = await results.image(imageId);
  const study = image && (await results.study(image.studyId));
  return study && impressionFirst(deps, study, caller);
}

/** The preview as PNG, or a heat map with the same aspect ratio to overlay on it. */
export function createPreview(deps: PreviewDeps): Handler<'preview'> {
  const { store, looks } = deps;
  return async ({ params: { id }, query: { heat }, caller, request }) => {
    const kept = heat && (await keptBack(deps, id, caller));
    if (kept) return kept;
    const png = await (heat
      ? findHeatMap(store, id, heat.model, heat.label)
      : store.images.png(id, 'preview'));
    if (!png || !(await looks.image(id, actorOf(caller)))) return noSuchPicture();
    const headers = { ...checkedHeaders(strongEtag(png)), 'content-type': 'image/png' };
    return notModified(request, headers) ?? { body: png, headers };
  };
}
