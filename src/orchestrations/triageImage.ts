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
  if (admission.outcome === 'export') return yield* unpack(context, arrivalId, admission.pages);
  if (admission.outcome !== 'admitted') return admission;

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

/**
 * An export starts its files, some at a time, and does not wait for them: each is an orchestration of its own, so that
 * neither this one's history nor its fate depends on how many there are and what becomes of them.
 */
function* unpack(context: OrchestrationContext, arrivalId: string, pages: number): Orchestration {
  for (let page = 0; page < pages; page += 1) {
    yield activity(context, 'unpackExport', { arrivalId, page });
  }
  yield activity(context, 'closeExport', { arrivalId });
  return { outcome: 'unpacked' };
}
