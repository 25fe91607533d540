import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { type DescribedPixels, decodeFull } from '../activities/fullImage';
import { picturesOf } from '../activities/pictures';
import { type App, theApp } from '../app';
import { type Analysis, byScore, findingsOf, isIndeterminate } from '../domain/analysis';
import { notAnalysedReasons, RefusedError, refusals } from '../domain/errors';
import type { ReadImage } from '../domain/imageDescription';
import { isFineEnough } from '../domain/reduction';
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
    .map((finding, index) => ({
      rank: index + 1,
      label: finding.label,
      title: finding.title,
      score: finding.score,
      positive: finding.positive,
      indeterminate: isIndeterminate(finding),
      model: `${finding.model.id}@${finding.model.version}`,
    }));
}

/** The models that gave no findings, and why; where a gate model kept the picture out, what it took it for. */
function abstainedIn(analyses: readonly Analysis[]) {
  return analyses.flatMap((analysis) => {
    if (analysis.outcome !== 'abstained') return [];
    const { model, reason, gate } = analysis;
    const looksLike = gate === undefined ? {} : { looksLike: gate.title };
    return [
      { model: `${model.id}@${model.version}`, reason, words: notAnalysedReasons[reason], ...looksLike },
    ];
  });
}

async function fineEnough(triage: App, image: ReadImage, inputSide: number): Promise<DescribedPixels> {
  const { description, codestream } = image;
  if (codestream === undefined || isFineEnough(description, inputSide)) return image;
  return decodeFull(triage.decodeCodestream, description, codestream);
}

async function analysesOf(triage: App, image: ReadImage, only: string | undefined) {
  const { description } = image;
  if (description.frames === 0) return { analyses: [], reason: 'no-pixel-data' as const };
  const route = await triage.models.route(description);
  const models = route.models.filter(({ id }) => only === undefined || id === only);
  if (models.length === 0) return { analyses: [], reason: route.reason ?? ('no-model' as const) };
  const sides = await Promise.all(models.map((model) => triage.models.inputSide(model)));
  const seen = await fineEnough(triage, image, Math.max(...sides));
  const pictures = picturesOf(seen.description, seen.pixels);
  const results = await Promise.all(models.map((model) => triage.models.analyse(model, pictures)));
  return { analyses: results.map(({ analysis }) => analysis) };
}

function failureOf(error: unknown): HttpResponseInit {
  if (error instanceof RefusedError) {
    return problem(422, error.code, `${error.message} ${refusals[error.code].remedy}`);
  }
  if (error instanceof NoSuchBlob) return problem(404, 'no-such-blob', 'There is no such blob to classify.');
  if (error instanceof SyntaxError || error instanceof z.ZodError) {
    return problem(400, 'bad-body', 'Expected an image, or JSON with the members container and blob.');
  }
  throw error;
}

/** Classifies one image on demand, along the way of the workflow; nothing is stored. */
async function classify(request: HttpRequest): Promise<HttpResponseInit> {
  const query = querySchema.safeParse(Object.fromEntries(request.query));
  if (!query.success) return problem(400, 'bad-query', z.prettifyError(query.error));
  const triage = theApp();
  try {
    const { bytes, name } = await bytesOf(triage, request);
    const image = await triage.readFile(bytes, name);
    const { analyses, reason } = await analysesOf(triage, image, query.data.model);
    const results = topOf(analyses, query.data.k);
    const abstained = abstainedIn(analyses);
    const why = results.length > 0 ? undefined : (abstained[0]?.reason ?? reason ?? 'no-model');
    return json({
      outcome: why === undefined ? 'analysed' : 'not-analysed',
      ...(why === undefined ? {} : { reason: why, words: notAnalysedReasons[why] }),
      results,
      abstained,
    });
  } catch (error) {
    return failureOf(error);
  }
}

app.http('classify', { route: 'api/classify', methods: ['POST'], authLevel: 'function', handler: classify });
