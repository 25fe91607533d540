import type { OrchestrationContext, Task } from 'durable-functions';
import type { Orchestrations } from '../contract/orchestrations';
import type { Route } from '../contract/steps';
import { type Orchestration, step } from './step';
import type { Versions } from './versions';

/**
 * One arrival from file to result. References only: no bytes and nothing about a patient enters durable history,
 * and what the outside sees is the records that the steps write, never this orchestration's status.
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
 * Models in shadow look last: they delay nobody, and nothing that they do or fail to do touches the image's result,
 * which stands by now. One that fails for good is left out.
 */
function* runShadow(
  context: OrchestrationContext,
  imageId: string,
  models: NonNullable<Route['shadow']>,
): Generator<Task, void, unknown> {
  try {
    yield* step(context, 'analyseImage', { imageId, models, preview: false });
  } catch {
    // What has no answer is not found by recordShadow.
  }
  try {
    yield* step(context, 'recordShadow', { imageId, models });
  } catch {
    // Storage failed for longer than the tries last; the analyses lie beside the image.
  }
}

/**
 * An export starts its files, some at a time, and does not wait for them: each is an orchestration of its own, so that
 * neither this one's history nor its fate depends on how many there are and what becomes of them.
 */
function* unpack(context: OrchestrationContext, arrivalId: string, pages: number): Orchestration {
  for (let page = 0; page < pages; page += 1) {
    yield* step(context, 'unpackExport', { arrivalId, page });
  }
  yield* step(context, 'closeExport', { arrivalId });
  return { outcome: 'unpacked' };
}

export const triageImage: Versions<'triageImage'> = { 1: triageImageV1 };
