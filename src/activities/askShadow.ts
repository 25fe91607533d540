import type { Steps } from '../contract/steps';
import type { AuditTrail } from '../operations/audit/auditTrail';
import { type LookAtImageDeps, lookAtImage } from '../operations/images/lookAtImage';
import { storedImage } from '../operations/images/storedImages';
import { type StoredVisitDeps, visitStored } from '../operations/images/storedVisit';
import type { ImagesPort, ResultsPort } from '../operations/ports';

export interface AskShadowDeps extends LookAtImageDeps, StoredVisitDeps {
  readonly images: ImagesPort;
  readonly results: Pick<ResultsPort, 'addShadow'>;
  readonly trail: Pick<AuditTrail, 'shadowed'>;
}

/**
 * Asks the models in shadow in a visit of their own, and stores their answers beside the image's result, which
 * already exists.
 */
export function createAskShadow(deps: AskShadowDeps): Steps['askShadow'] {
  const { images, results, trail } = deps;
  return async ({ imageId, models }) => {
    const image = await storedImage(images, imageId);
    await lookAtImage(deps, visitStored(deps, image), { imageId, models, preview: false });
    const found = await Promise.all(models.map((model) => images.answer(imageId, model)));
    const answers = found.filter((answer) => answer !== undefined);
    const analyses = answers.map(({ analysis }) => analysis);
    const contents = answers.flatMap((answer) => answer.contents);
    await trail.shadowed(image, analyses, contents);
    await results.addShadow(imageId, analyses);
  };
}
