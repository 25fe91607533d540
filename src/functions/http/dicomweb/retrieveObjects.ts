import type { Caller } from '../../../access/caller';
import { actorOf } from '../../../access/caller';
import { frameBytes } from '../../../interchange/dicomweb/imagePixels';
import { instanceFile } from '../../../interchange/dicomweb/instanceFile';
import { type KeptInstance, uidsOf } from '../../../interchange/dicomweb/keptInstance';
import { instanceAddress } from '../../../interchange/dicomweb/queryResults';
import { decodedFrames } from '../../../operations/dicomweb/decodedFrames';
import type { Named } from '../../../operations/dicomweb/keptStudies';
import type { Handler, OtherAnswer, RequestHead } from '../support/handler';
import { RequestError } from '../support/requestError';
import { acceptedForm } from './accepted';
import { alreadyThere, bodyPlan, type SentPart, sentBody } from './relatedBody';
import { largestAnswer, unlessRefused } from './sending';
import type { Viewer, ViewerDeps } from './viewer';

const type = 'application/dicom';

/** Files of all instances that a path names. */
function objectsWith(deps: ViewerDeps, viewer: Viewer) {
  const { store, onRequest, looks } = deps;
  const frames = { images: store.images, decodeCodestream: onRequest.decodeCodestream };

  async function partOf(service: string, kept: KeptInstance): Promise<SentPart> {
    const numbers = Array.from({ length: kept.image.frames }, (_, at) => at + 1);
    const bytes = instanceFile(kept, await decodedFrames(frames, kept.image, numbers));
    return { location: instanceAddress(service, uidsOf(kept)), bytes };
  }

  return async ({ request, params, caller }: Asked): Promise<OtherAnswer> => {
    const { study, images } = await viewer.opened(params, caller);
    const form = acceptedForm(request.headers, type, images.length);
    await looks.study(study.studyId, actorOf(caller));
    const plan = bodyPlan(type, form, ...images.map(({ imageId }) => imageId));
    return (
      alreadyThere(request, plan) ??
      viewer.inTurn(() =>
        unlessRefused(async () => {
          const instances = await viewer.kept.read(study, images);
          requireFits(instances);
          const parts: SentPart[] = [];
          for (const kept of instances) parts.push(await partOf(viewer.service(request), kept));
          return sentBody(plan, parts);
        }),
      )
    );
  };
}

interface Asked {
  readonly request: RequestHead;
  readonly params: Named;
  readonly caller: Caller;
}

/** @throws RequestError 413 */
function requireFits(instances: readonly KeptInstance[]): void {
  const bytes = instances.reduce((sum, { image }) => sum + frameBytes(image) * image.frames, 0);
  if (bytes <= largestAnswer) return;
  throw new RequestError(
    413,
    'too-large',
    'This is too large for one answer. Retrieve series or instances one by one, or frames of an instance.',
  );
}

export function createRetrieveStudy(deps: ViewerDeps, viewer: Viewer): Handler<'retrieveStudy'> {
  return objectsWith(deps, viewer);
}

export function createRetrieveSeries(deps: ViewerDeps, viewer: Viewer): Handler<'retrieveSeries'> {
  return objectsWith(deps, viewer);
}

export function createRetrieveInstance(deps: ViewerDeps, viewer: Viewer): Handler<'retrieveInstance'> {
  return objectsWith(deps, viewer);
}
