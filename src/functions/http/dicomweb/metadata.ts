import type { Caller } from '../../../access/caller';
import { instanceMetadata, withPixelsAt } from '../../../interchange/dicomweb/instanceMetadata';
import { uidsOf } from '../../../interchange/dicomweb/keptInstance';
import { instanceAddress } from '../../../interchange/dicomweb/queryResults';
import type { Named } from '../../../operations/dicomweb/keptStudies';
import type { Handler, OtherAnswer, RequestHead } from '../support/handler';
import { requireJson } from './accepted';
import { metadataAnswer } from './dicomJson';
import type { Viewer } from './viewer';

/** Headers of all instances that a path names; where their pixels are is said by address. */
function metadataWith(viewer: Viewer) {
  return async ({
    request,
    params,
    caller,
  }: {
    readonly request: RequestHead;
    readonly params: Named;
    readonly caller: Caller;
  }): Promise<OtherAnswer> => {
    requireJson(request.headers);
    const { study, images } = await viewer.opened(params, caller);
    const instances = await viewer.kept.read(study, images);
    const service = viewer.service(request);
    return metadataAnswer(
      request,
      instances.map((kept) =>
        withPixelsAt(kept, instanceMetadata(kept), instanceAddress(service, uidsOf(kept))),
      ),
    );
  };
}

export function createStudyMetadata(viewer: Viewer): Handler<'studyMetadata'> {
  return metadataWith(viewer);
}

export function createSeriesMetadata(viewer: Viewer): Handler<'seriesMetadata'> {
  return metadataWith(viewer);
}

export function createInstanceMetadata(viewer: Viewer): Handler<'instanceMetadata'> {
  return metadataWith(viewer);
}
