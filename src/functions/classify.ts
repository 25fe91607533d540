import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { z } from 'zod';
import { createClassifyImage } from '../activities/classifyImage';
import { type App, theApp } from '../app';
import { type Analysis, byScore, findingsOf } from '../domain/analysis';
import { notAnalysedReasons, RefusedError, refusals } from '../domain/errors';
import { ModelNotLoadedError, parseModelName } from '../domain/modelName';
import { json, problem } from './problem';

const blobSchema = z.strictObject({ container: z.string(), blob: z.string().min(1) });
const querySchema = z.object({
  k: z.coerce.number().int().min(1).max(100).default(5),
  model: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .optional(),
});

/** The image itself, or the one that `{container, blob}` names; only the incoming container can be named. */
async function bytesOf(triage: App, request: HttpRequest): Promise<{ bytes: Uint8Array; name: string }> {
  const body = new Uint8Array(await request.arrayBuffer());
  if (!request.headers.get('content-type')?.includes('json')) {
    if (body.length > triage.settings.limits.maxFileBytes) throw new RefusedError('too-large');
    return { bytes: body, name: '' };
  }
  const { container, blob } = blobSchema.parse(JSON.parse(Buffer.from(body).toString('utf8')));
  const { store, settings } = triage;
  const version = container === settings.incomingContainer ? await store.incoming.current(blob) : undefined;
  if (!version) throw new NoSuchBlob();
  return {
    bytes: await store.incoming.download(blob, version.etag, settings.limits.maxFileBytes),
    name: blob,
  };
}

class NoSuchBlob extends Error {}

function topOf(analyses: readonly Analysis[], k: number) {
  return findingsOf(analyses)
    .sort(byScore)
    .slice(0, k)
    .map(({ label, title, score, positive, model: { id, version } }, index) => ({
      rank: index + 1,
      label,
      title,
      score,
      positive,
      model: `${id}@${version}`,
    }));
}

function failureOf(error: unknown): HttpResponseInit {
  if (error instanceof RefusedError) {
    return problem(422, error.code, `${error.message} ${refusals[error.code].remedy}`);
  }
  if (error instanceof ModelNotLoadedError) return problem(404, 'no-such-model', error.message);
  if (error instanceof NoSuchBlob) return problem(404, 'no-such-blob', 'There is no such blob to classify.');
  if (error instanceof SyntaxError || error instanceof z.ZodError) {
    return problem(400, 'bad-body', 'Expected an image, or JSON with the members container and blob.');
  }
  throw error;
}

/** Classifies one image on demand, along the way of the workflow; nothing is stored. */
async function classify(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const query = querySchema.safeParse(Object.fromEntries(request.query));
  if (!query.success) return problem(400, 'bad-query', z.prettifyError(query.error));
  const triage = theApp();
  try {
    const { bytes, name } = await bytesOf(triage, request);
    const logError = (message: string) => context.error(message);
    const classifyImage = createClassifyImage({ ...triage, logError });
    const model = query.data.model === undefined ? undefined : parseModelName(query.data.model);
    const { analyses, reason } = await classifyImage({ bytes, name, model });
    const results = topOf(analyses, query.data.k);
    const abstained = analyses.flatMap((analysis) =>
      analysis.outcome === 'abstained' ? [analysis.reason] : [],
    );
    const why = results.length > 0 ? undefined : (abstained[0] ?? reason ?? 'no-model');
    return json({
      outcome: why === undefined ? 'analysed' : 'not-analysed',
      ...(why === undefined ? {} : { reason: why, words: notAnalysedReasons[why] }),
      results,
    });
  } catch (error) {
    return failureOf(error);
  }
}

app.http('classify', { route: 'api/classify', methods: ['POST'], authLevel: 'function', handler: classify });
