import type { OrchestrationContext, Task } from 'durable-functions';
import type { Orchestrations } from '../contract/orchestrations';
import type { Route } from '../contract/steps';
import { type Orchestration, step } from './step';
import type { Versions } from './versions';

/**
 * One arrival, from file to result. Only references enter durable history: no bytes and nothing about a
 * patient. Outside observers read the records that the steps write, never this orchestration's status.
 */
function* triageImageV1(
  context: OrchestrationContext,
  { arrivalId }: Orchestrations['triageImage'][1],
): Orchestration {
  const admission = yield* step(context, 'admitImage', { arrivalId });
  if (admission.outcome === 'export') return yield* unpack(context, arrivalId, admission.pages);
  if (admission.outcome !== 'admitted') return admission;

  const { imageId, studyId } = admission;
  const route = yield* step(context, 'routeImage', { imageId });
  const { models, reason } = route;
  yield* step(context, 'analyseImage', { imageId, models, preview: true });
  const recorded = yield* step(context, 'recordImage', { arrivalId, imageId, models, reason });
  yield* step(context, 'ensureReview', { studyId });
  if (route.shadow?.length) yield* runShadow(context, imageId, route.shadow);
  return { ...recorded, imageId };
}

/**
 * Shadow models run last: they delay nobody, and nothing they do affects the image's result, which already
 * exists. One that fails permanently is left out.
 */
function* runShadow(
  context: OrchestrationContext,
  imageId: string,
  models: NonNullable<Route['shadow']>,
): Generator<Task, void, unknown> {
  try {
    yield* step(context, 'analyseImage', { imageId, models, preview: false });
  } catch {
    // recordShadow ignores models without an answer.
  }
  try {
    yield* step(context, 'recordShadow', { imageId, models });
  } catch {
    // Storage failed for longer than the retries last; the analyses are stored beside the image.
  }
}

/**
 * An export starts its files in batches and does not wait for them. Each is its own orchestration, so that
 * neither this history nor its outcome depends on how many files there are and how they end.
 */
function* unpack(context: OrchestrationContext, arrivalId: string, pages: number): Orchestration {
  for (let page = 0; page < pages; page += 1) {
    yield* step(context, 'unpackExport', { arrivalId, page });
  }
  yield* step(context, 'closeExport', { arrivalId });
  return { outcome: 'unpacked' };
}

export const triageImage: Versions<'triageImage'> = { 1: triageImageV1 };
