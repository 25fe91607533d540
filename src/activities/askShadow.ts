import type { Steps } from '../contract/steps';
import type { Analysis } from '../domain/models/analysis';
import type { AuditTrail } from '../operations/audit/auditTrail';
import { lookAtImage } from '../operations/images/lookAtImage';
import { storedImage } from '../operations/images/storedImages';
import { type StoredVisitDeps, visitStored } from '../operations/images/storedVisit';
import type { ImagesPort, ResultsPort } from '../operations/ports';

export interface AskShadowDeps extends StoredVisitDeps {
  readonly images: ImagesPort;
  readonly results: Pick<ResultsPort, 'addShadow'>;
  readonly trail: Pick<AuditTrail, 'shadowed'>;
  /** Told of each answer that was recorded. */
  readonly analysed: (analysis: Analysis) => void;
}

/**
 * Asks the models in shadow in a visit of their own, and stores their answers beside the image's result, which
 * already exists.
 */
export function createAskShadow(deps: AskShadowDeps): Steps['askShadow'] {
  const { images, results, trail, analysed } = deps;
  return async ({ imageId, models }) => {
    const image = await storedImage(images, imageId);
    const { analyses, pictures } = await lookAtImage(visitStored(deps, image), { models, preview: false });
    const { contents, sha256, store } = await images.preparePictures(imageId, pictures);
    await trail.shadowed(image, analyses, contents);
    await store();
    await results.addShadow(imageId, analyses, sha256 === undefined ? [] : [sha256]);
    for (const analysis of analyses) analysed(analysis);
  };
}
