import { z } from 'zod';

export interface ReviewSettings {
  /** Reviewers commit a first impression before seeing any model output. */
  readonly firstImpression: boolean;
  /** The worklist shows whom studies are of to those who may read identities, and finds studies by it. */
  readonly worklistIdentities: boolean;
  /** How long a review can be withdrawn; 0: not at all. */
  readonly undoSeconds: number;
}

export const reviewEnvironment = {
  TRIAGE_FIRST_IMPRESSION: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(false),
  TRIAGE_WORKLIST_IDENTITIES: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(true),
  TRIAGE_UNDO_SECONDS: z.coerce.number().int().min(0).max(3600).default(120),
};

const environmentSchema = z.object(reviewEnvironment);
type Environment = z.infer<typeof environmentSchema>;

export function reviewSettings(environment: Environment): ReviewSettings {
  return {
    firstImpression: environment.TRIAGE_FIRST_IMPRESSION,
    worklistIdentities: environment.TRIAGE_WORKLIST_IDENTITIES,
    undoSeconds: environment.TRIAGE_UNDO_SECONDS,
  };
}
