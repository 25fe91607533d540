import { actorOf, type Caller } from '../../../access/caller';
import type { StoredImage } from '../../../domain/image/storedImage';
import { frameBytes, pixelsElement } from '../../../interchange/dicomweb/imagePixels';
import type { InstanceUids } from '../../../interchange/dicomweb/keptInstance';
import { instanceAddress } from '../../../interchange/dicomweb/queryResults';
import { webTag } from '../../../interchange/dicomweb/webDataSet';
import { decodedFrames } from '../../../operations/dicomweb/decodedFrames';
import type { Handler, OtherAnswer, RequestHead } from '../support/handler';
import { RequestError } from '../support/requestError';
import { acceptedForm } from './accepted';
import { alreadyThere, bodyPlan, sentBody } from './relatedBody';
import { largestAnswer, unlessRefused } from './sending';
import type { Viewer, ViewerDeps } from './viewer';

const type = 'application/octet-stream';

/** Frames of one instance, each a part, in the order in which they are asked for. */
export function createRetrieveFrames(deps: ViewerDeps, viewer: Viewer): Handler<'retrieveFrames'> {
  const open = opener(deps, viewer);
  return async ({ request, params, caller }) => {
    const { frames } = params;
    const form = acceptedForm(request.headers, type, frames.length);
    const image = await open(params, caller);
    if (frames.some((frame) => frame > image.frames)) throw noSuchFrame();
    const address = instanceAddress(viewer.service(request), params);
    const plan = bodyPlan(type, form, image.imageId, frames.join());
    return send(viewer, request, image, frames.length, plan, async () => {
      const decoded = await decodedFrames(sourceOf(deps), image, frames);
      return decoded.map((bytes, at) => ({ location: `${address}/frames/${frames[at]}`, bytes }));
    });
  };
}

/** All pixels of one instance as one object, which its metadata refer to. */
export function createRetrieveBulkData(deps: ViewerDeps, viewer: Viewer): Handler<'retrieveBulkData'> {
  const open = opener(deps, viewer);
  return async ({ request, params, caller }) => {
    const { tag } = params;
    const form = acceptedForm(request.headers, type, 1);
    const image = await open(params, caller);
    if (webTag(pixelsElement(image).tag) !== tag) throw noSuchFrame();
    const frames = Array.from({ length: image.frames }, (_, at) => at + 1);
    const location = `${instanceAddress(viewer.service(request), params)}/bulkdata/${tag}`;
    const plan = bodyPlan(type, form, image.imageId, 'all');
    return send(viewer, request, image, image.frames, plan, async () => [
      { location, bytes: Buffer.concat(await decodedFrames(sourceOf(deps), image, frames)) },
    ]);
  };
}

const sourceOf = ({ store, onRequest }: ViewerDeps) => ({
  images: store.images,
  decodeCodestream: onRequest.decodeCodestream,
});

const noSuchFrame = () => new RequestError(404, 'no-such-frame', 'There is no such frame of this instance.');

/** The image that a path names, once it is recorded that the caller looks at it. */
function opener({ store, looks }: ViewerDeps, viewer: Viewer) {
  return async (params: InstanceUids, caller: Caller): Promise<StoredImage> => {
    const { study, images } = await viewer.opened(params, caller);
    const image = images[0] && (await store.images.find(images[0].imageId));
    if (image === undefined || !(await looks.study(study.studyId, actorOf(caller)))) throw noSuchFrame();
    return image;
  };
}

/** @param frames how many of them are sent */
async function send(
  viewer: Viewer,
  request: RequestHead,
  image: StoredImage,
  frames: number,
  plan: Parameters<typeof sentBody>[0],
  parts: () => Promise<Parameters<typeof sentBody>[1]>,
): Promise<OtherAnswer> {
  if (frames * frameBytes(image) > largestAnswer)
    throw new RequestError(413, 'too-large', 'This is too large for one answer. Ask for fewer frames.');
  const known = alreadyThere(request, plan);
  return known ?? viewer.inTurn(() => unlessRefused(async () => sentBody(plan, await parts())));
}
