import type { Steps } from '../contract/steps';
import type { AuditTrail } from '../operations/audit/auditTrail';
import { storedImage } from '../operations/images/storedImages';
import type { ImagesPort, ResultsPort } from '../operations/ports';

export interface RecordShadowDeps {
  readonly images: ImagesPort;
  readonly results: Pick<ResultsPort, 'addShadow'>;
  readonly trail: Pick<AuditTrail, 'shadowed'>;
}

/**
 * Stores the shadow models' answers beside the image's result, which already exists. A model that could not
 * run has no answer and is left out.
 */
export function createRecordShadow({ images, results, trail }: RecordShadowDeps): Steps['recordShadow'] {
  return async ({ imageId, models }) => {
    const found = await Promise.all(models.map((model) => images.answer(imageId, model)));
    const answers = found.filter((answer) => answer !== undefined);
    const analyses = answers.map(({ analysis }) => analysis);
    const contents = answers.flatMap((answer) => answer.contents);
    await trail.shadowed(await storedImage(images, imageId), analyses, contents);
    await results.addShadow(imageId, analyses);
  };
}
