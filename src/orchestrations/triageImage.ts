import type { OrchestrationContext, Task } from 'durable-functions';
import type { Orchestrations } from '../contract/orchestrations';
import type { StepInput } from '../contract/steps';
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
  const triaged = yield* step(context, 'triageFile', { arrivalId });
  if (triaged.outcome === 'export') return yield* unpack(context, arrivalId, triaged.pages);
  if (!('shadow' in triaged)) return triaged;

  const { shadow, ...recorded } = triaged;
  if (shadow) yield* askShadow(context, triaged.imageId, shadow);
  return recorded;
}

/**
 * Models in shadow look last: they delay nobody, and nothing they do affects the image's result, which already
 * exists.
 */
function* askShadow(
  context: OrchestrationContext,
  imageId: string,
  models: StepInput<'askShadow'>['models'],
): Generator<Task, void, unknown> {
  try {
    yield* step(context, 'askShadow', { imageId, models });
  } catch {
    // It failed for longer than the retries last. Nobody misses the answers.
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
