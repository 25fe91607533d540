import type { OrchestrationContext } from 'durable-functions';
import type { Admission } from '../activities/admitImage';
import type { Recorded } from '../activities/recordImage';
import type { Route } from '../activities/routeImage';
import { activity, type Orchestration, result } from './step';

export interface TriageImageInput {
  readonly arrivalId: string;
}

/**
 * One arrival from file to result. References only: no bytes and nothing about a patient enters durable history,
 * and what the outside sees is the records that the steps write, never this orchestration's status.
 */
export function* triageImage(context: OrchestrationContext): Orchestration {
  const { arrivalId } = context.df.getInput<TriageImageInput>() as TriageImageInput;

  const admission = yield* result<Admission>(activity(context, 'admitImage', { arrivalId }));
  if (admission.outcome === 'quarantined') return admission;

  const { imageId, studyId } = admission;
  const route = yield* result<Route>(activity(context, 'routeImage', { imageId }));
  if (route.models.length > 0) {
    yield context.df.Task.all(
      route.models.map((model) => activity(context, 'analyseImage', { imageId, model })),
    );
  }
  const recorded = yield* result<Recorded>(
    activity(context, 'recordImage', { arrivalId, imageId, ...route }),
  );
  yield activity(context, 'publishStudy', { imageId });
  yield activity(context, 'ensureReview', { studyId });
  return { ...recorded, imageId };
}
