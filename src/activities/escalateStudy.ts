import { withEscalation } from '../domain/studyRecord';
import type { AuditTrail } from './auditTrail';
import type { Clock, ResultsPort, WorklistPort } from './ports';

export interface EscalateStudyInput {
  readonly studyId: string;
}

export interface EscalateStudyDeps {
  readonly results: ResultsPort;
  readonly worklist: WorklistPort;
  readonly trail: AuditTrail;
  readonly now: Clock;
}

/** Marks a study whose due time has passed without a review. It stays open. */
export function createEscalateStudy({ results, worklist, trail, now }: EscalateStudyDeps) {
  return async ({ studyId }: EscalateStudyInput): Promise<void> => {
    const study = await results.changeStudy(
      studyId,
      (known) => known && withEscalation(known, now()),
      trail.escalated,
    );
    if (study) await worklist.putStudy(study);
  };
}
