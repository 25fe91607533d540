import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { z } from 'zod';
import type { Caller } from '../../access/caller';
import { type App, theApp } from '../../app/app';
import { type ModelName, ModelNotLoadedError, parseModelName } from '../../domain/models/modelName';
import { DecoderUnavailableError } from '../../domain/reasons/decoderUnavailable';
import type { RefusalCode } from '../../domain/reasons/refusalCode';
import { RefusedError } from '../../domain/reasons/refusals';
import { mayHaveImpression } from '../../domain/study/beforeImpression';
import { refusalAdvice } from '../../domain/words/words';
import { imageIdOfFile } from '../../operations/intake/imageIdOfFile';
import { answerOf } from '../../operations/models/classificationAnswer';
import { createClassifyImage } from '../../operations/models/classifyImage';
import { impressionFirst } from './support/conflict';
import { BadRequestError, type FileInRequest, imageInRequest } from './support/imageInRequest';
import { onlookerOf } from './support/onlooker';
import { json, problem } from './support/problem';
import { route } from './support/route';

/** More labels than any model has that people use. */
const mostResults = 10_000;

const querySchema = z.object({
  k: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(mostResults))
    .optional(),
  model: z.string().transform(nameOf).optional(),
});

const defaultResults = 5;

function nameOf(text: string, context: z.RefinementCtx): ModelName {
  const name = parseModelName(text);
  if (name !== undefined) return name;
  context.addIssue('expected an id, or id@version');
  return z.NEVER;
}

/** Where a refusal is not about what the file holds. */
const statusOf: Partial<Record<RefusalCode, number>> = {
  'too-large': 413,
  'changed-during-read': 409,
  'internal-error': 500,
};

function failureOf(error: unknown): HttpResponseInit {
  if (error instanceof RefusedError)
    return problem(statusOf[error.code] ?? 422, error.code, refusalAdvice(error.code, error.detail));
  if (error instanceof BadRequestError) return problem(error.status, error.code, error.message);
  if (error instanceof ModelNotLoadedError) return problem(404, 'no-such-model', error.message);
  if (error instanceof DecoderUnavailableError)
    return problem(503, 'decoder-unavailable', 'No process could be had to read the image. Try again.');
  throw error;
}

/**
 * Where reviewers are asked for a first impression: the refusal of what would tell one what the models say of a study
 * before it. Of a file that lies here, it may not be known yet which study it belongs to.
 */
async function kept(
  triage: App,
  { bytes, stored }: FileInRequest,
  caller: Caller,
): Promise<HttpResponseInit | undefined> {
  if (!mayHaveImpression(onlookerOf(triage, caller))) return undefined;
  if (stored)
    return problem(
      409,
      'impression-first',
      'This site asks reviewers for a first impression, so they cannot have a stored file classified. Open its study instead.',
    );
  const { results } = triage.store;
  const image = await results.image(await imageIdOfFile(bytes));
  const study = image && (await results.study(image.studyId));
  return study && impressionFirst(triage, study, caller);
}

/** Classifies one image on demand, along the way of the workflow; nothing is stored. */
async function classify(
  request: HttpRequest,
  context: InvocationContext,
  caller: Caller,
): Promise<HttpResponseInit> {
  const query = querySchema.safeParse(Object.fromEntries(request.query));
  if (!query.success)
    return problem(
      400,
      'bad-query',
      `k is a whole number from 1 to ${mostResults}; model is an id, or id@version.`,
    );
  const triage = theApp();
  const { readFile, models, decodeCodestream, openPicture } = triage;
  const { k = defaultResults, model } = query.data;
  const logError = (message: string) => context.error(message);
  try {
    const file = await imageInRequest(triage, request);
    const refused = await kept(triage, file, caller);
    if (refused) return refused;
    const classifyImage = createClassifyImage({ readFile, models, decodeCodestream, openPicture, logError });
    return json(answerOf(await classifyImage({ ...file, model }), k));
  } catch (error) {
    return failureOf(error);
  }
}

route({
  name: 'classify',
  route: 'api/classify',
  methods: ['POST'],
  right: 'classify-images',
  bodies: 'any',
  handler: classify,
});
