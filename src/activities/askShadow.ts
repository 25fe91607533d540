import type { Steps } from '../contract/steps';
import type { Analysis } from '../domain/models/analysis';
import type { AuditTrail } from '../operations/audit/auditTrail';
import { lookAtImage } from '../operations/images/lookAtImage';
import { storedImage } from '../operations/images/storedImages';
import { type StoredVisitDeps, visitStored } from '../operations/images/storedVisit';
import type { ImagesPort, OnAnalysed, ResultsPort } from '../operations/ports';

export interface AskShadowDeps extends StoredVisitDeps {
  readonly images: ImagesPort;
  readonly results: Pick<ResultsPort, 'addShadow'>;
  readonly trail: Pick<AuditTrail, 'shadowed'>;
  readonly analysed: OnAnalysed;
  /** Told of the same image's answers, of a model in shadow and of those that speak. */
  readonly compared: (shadow: Analysis, promoted: readonly Analysis[]) => void;
}

/**
 * Asks the models in shadow in a visit of their own, and stores their answers beside the image's result, which
 * already exists.
 */
export function createAskShadow(deps: AskShadowDeps): Steps['askShadow'] {
  const { images, results, trail, analysed, compared } = deps;
  return async ({ imageId, models }) => {
    const image = await storedImage(images, imageId);
    const asked = { models, preview: false };
    const { analyses, brightness, pictures } = await lookAtImage(visitStored(deps, image), asked);
    const { contents, sha256, store } = await images.preparePictures(imageId, pictures);
    await trail.shadowed(image, analyses, contents);
    await store();
    const record = await results.addShadow(imageId, analyses, sha256 === undefined ? [] : [sha256]);
    for (const [at, analysis] of analyses.entries()) {
      analysed(analysis, image, brightness[at]);
      compared(analysis, record.analyses);
    }
  };
}
