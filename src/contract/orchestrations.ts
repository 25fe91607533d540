import type { OutputPlace } from '../domain/outputs/receiver';
import type { Delivery } from './steps';

/**
 * Every orchestration by name, with the input of each version that may still be running. Its replay state is
 * JSON and outlives a deployment, and old and new code share it during a rolling upgrade. So a version is
 * never changed; a new one is added.
 */
export interface Orchestrations {
  triageImage: { 1: { readonly arrivalId: string } };
  reviewStudy: {
    1: {
      readonly studyId: string;
      /** Whoever starts it has just made the study. */
      readonly isNew?: true;
    };
  };
  deliverNotice: { 1: Delivery };
  deliverOutput: { 1: OutputPlace };
}

export type OrchestrationName = keyof Orchestrations;

/**
 * The version that new instances start with. A version becomes current one release after the first that knows
 * it.
 */
export const currentVersions = {
  triageImage: 1,
  reviewStudy: 1,
  deliverNotice: 1,
  deliverOutput: 1,
} as const satisfies { readonly [N in OrchestrationName]: keyof Orchestrations[N] };

/** The input that a caller passes when starting an orchestration. */
export type OrchestrationInput<N extends OrchestrationName> = Orchestrations[N][(typeof currentVersions)[N] &
  keyof Orchestrations[N]];

/** The input as stored in durable history, with its version. */
export function versionedInput<N extends OrchestrationName>(
  name: N,
  input: OrchestrationInput<N>,
): OrchestrationInput<N> & { readonly version: number } {
  return { ...input, version: currentVersions[name] };
}

/** The events that each orchestration waits for. They carry no data: they only wake it. */
export interface Events {
  triageImage: never;
  reviewStudy: 'StudyChanged';
  deliverNotice: never;
  deliverOutput: 'OutputDue';
}

/**
 * Starts orchestrations and wakes them. Delivery is at least once, so repeating a finished call is not an
 * error.
 */
export interface Starter {
  /** Whether an instance with this id is pending or running. */
  isRunning(instanceId: string): Promise<boolean>;
  /** Starts the current version. Does nothing if the instance is already running. */
  start<N extends OrchestrationName>(
    name: N,
    instanceId: string,
    input: OrchestrationInput<N>,
  ): Promise<void>;
  /** Does nothing if the instance has ended. */
  raise<N extends OrchestrationName>(name: N, instanceId: string, event: Events[N]): Promise<void>;
}
