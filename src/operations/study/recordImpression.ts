import { giveImpression, type ImpressionRefusal } from '../../domain/study/giveImpression';
import type { ImpressionRequest } from '../../domain/study/impression';
import type { Submitter } from '../../domain/study/reviewer';
import { type Changed, type ChangeStudyDeps, changeUnlessRefused } from './changeUnlessRefused';

/** Records what a reviewer thinks of a study's pictures. */
export function recordImpression(
  deps: ChangeStudyDeps,
  studyId: string,
  request: ImpressionRequest,
  by: Submitter,
): Promise<Changed<ImpressionRefusal>> {
  const now = deps.now();
  return changeUnlessRefused(deps, studyId, by, (study) => giveImpression(study, request, by, now));
}
