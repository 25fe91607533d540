import { actorOf, type Caller } from '../../../access/caller';
import type { App } from '../../../app/app';
import { ModelNotLoadedError } from '../../../domain/models/modelName';
import { DecoderUnavailableError } from '../../../domain/reasons/decoderUnavailable';
import type { RefusalCode } from '../../../domain/reasons/refusalCode';
import { RefusedError } from '../../../domain/reasons/refusals';
import { mayHaveImpression } from '../../../domain/study/review/beforeImpression';
import { refusalAdvice } from '../../../domain/words/words';
import { createRecordClassification } from '../../../operations/audit/recordClassification';
import { imageIdOfFile } from '../../../operations/intake/imageIdOfFile';
import { answerOf } from '../../../operations/models/classificationAnswer';
import { createClassifyImage } from '../../../operations/models/classifyImage';
import { impressionFirst } from '../support/conflict';
import type { Handler, OtherAnswer } from '../support/handler';
import { type FileInRequest, imageInRequest, noBlobError } from '../support/imageInRequest';
import { onlookerOf } from '../support/onlooker';
import { json, type ProblemStatus, problem } from '../support/problem';

type ClassifyDeps = Pick<App, 'store' | 'settings' | 'now' | 'models' | 'onRequest'>;

/** The status of refusals that are not about the file's content. */
const statusOf: Partial<Record<RefusalCode, ProblemStatus>> = {
  'too-large': 413,
  'changed-during-read': 409,
  'internal-error': 500,
};

function failureOf(error: unknown): OtherAnswer {
  if (error instanceof RefusedError)
    return problem(statusOf[error.code] ?? 422, error.code, refusalAdvice(error.code, error.detail));
  if (error instanceof ModelNotLoadedError) return problem(404, 'no-such-model', error.message);
  if (error instanceof DecoderUnavailableError)
    return problem(503, 'decoder-unavailable', 'No process is free to read the image. Try again.');
  throw error;
}

/**
 * For sites that ask reviewers for a first impression: refuses a request whose answer would reveal model
 * output on a study beforehand. A file stored here may belong to a study that is not known yet.
 */
async function keptBack(
  deps: Pick<App, 'settings' | 'store'>,
  { bytes, stored }: FileInRequest,
  caller: Caller,
): Promise<OtherAnswer | undefined> {
  if (!mayHaveImpression(onlookerOf(deps, caller))) return undefined;
  if (stored)
    return problem(
      409,
      'impression-first',
      'This site asks reviewers for a first impression, so they cannot have a stored file classified. Open its study instead.',
    );
  const { images, results } = deps.store;
  const image = await images.find(await imageIdOfFile(bytes));
  const study = image && (await results.study(image.studyId));
  return study && impressionFirst(deps, study, caller);
}

/** Classifies one image on demand, by the same steps as the workflow; nothing is stored. */
export function createClassify(deps: ClassifyDeps): Handler<'classify'> {
  const { models, onRequest, store, now } = deps;
  const { readFile, decodeCodestream, openPicture } = onRequest;
  const record = createRecordClassification({ arrivals: store.arrivals, audit: store.audit, now });
  return async ({ query, request, body, context, caller }) => {
    const { k, model } = query;
    const logError = (message: string) => context.error(message);
    try {
      const file = await imageInRequest(deps, request, body, caller);
      const kept = await keptBack(deps, file, caller);
      if (kept) return kept;
      if (file.stored && !(await record(file.stored, actorOf(caller)))) throw noBlobError();
      const classifyImage = createClassifyImage({
        readFile,
        models,
        decodeCodestream,
        openPicture,
        logError,
      });
      return json(answerOf(await classifyImage({ ...file, model }), k));
    } catch (error) {
      return failureOf(error);
    }
  };
}
