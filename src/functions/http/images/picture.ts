import { actorOf } from '../../../access/caller';
import type { App } from '../../../app/app';
import type { StoredImage } from '../../../domain/image/storedImage';
import { RefusedError } from '../../../domain/reasons/refusals';
import { refusalAdvice } from '../../../domain/words/words';
import { fullFrame } from '../../../operations/images/fullImage';
import { checkedHeaders, notModified, strongEtag } from '../support/etag';
import type { Handler } from '../support/handler';
import { noSuchPicture, problem } from '../support/problem';

type PictureDeps = Pick<App, 'store' | 'onRequest' | 'looks'>;

/** Makes a frame's picture when somebody first opens it, and stores it beside the image. */
async function pictureOf(
  { store, onRequest: { decodeCodestream, renderPng } }: PictureDeps,
  image: StoredImage,
  frame: number,
) {
  const name = `picture-${frame}`;
  const known = await store.images.png(image.imageId, name);
  if (known) return known;
  const { description, pixels } = await fullFrame(store.images, decodeCodestream, image, frame - 1);
  const png = await renderPng(description, pixels);
  await store.images.storePng(image.imageId, name, png);
  return png;
}

/** One frame at full size as an 8-bit PNG, using the image's first window. */
export function createPicture(deps: PictureDeps): Handler<'picture'> {
  return async ({ params, query: { frame }, caller, request }) => {
    const image = await deps.store.images.find(params.id);
    if (!image || frame > image.frames || !(await deps.looks.study(image.studyId, actorOf(caller))))
      return noSuchPicture();
    // Each picture is made once and never changed, so its name says which bytes it has.
    const headers = {
      ...checkedHeaders(strongEtag('picture', image.imageId, String(frame))),
      'content-type': 'image/png',
    };
    const known = notModified(request, headers);
    if (known) return known;
    try {
      return { body: await pictureOf(deps, image, frame), headers };
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      return problem(422, error.code, refusalAdvice(error.code, error.detail));
    }
  };
}
