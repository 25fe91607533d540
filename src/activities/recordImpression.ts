import { giveImpression, type ImpressionRefusal } from '../domain/giveImpression';
import type { ImpressionRequest } from '../domain/impression';
import type { Reviewer } from '../domain/reviewer';
import { type Changed, type ChangeStudyDeps, changeUnlessRefused } from './changeUnlessRefused';

/** Records what a reviewer thinks of a study's pictures. */
export function recordImpression(
  deps: ChangeStudyDeps,
  studyId: string,
  request: ImpressionRequest,
  by: Reviewer,
): Promise<Changed<ImpressionRefusal>> {
  const now = deps.now();
  return changeUnlessRefused(deps, studyId, (study) => giveImpression(study, request, by, now));
}
