import type { Delivery } from './steps';

/**
 * Every orchestration by name: the input of each version that may still be running. Its replay state is JSON and outlives
 * a deployment, and during a rolling upgrade old and new code share it: a version is never changed, a new one is added.
 */
export interface Orchestrations {
  triageImage: { 1: { readonly arrivalId: string } };
  reviewStudy: { 1: { readonly studyId: string } };
  deliverNotice: { 1: Delivery };
}

export type OrchestrationName = keyof Orchestrations;

/** The version that is started. One becomes current in the release after the one that first knows it. */
export const currentVersions = {
  triageImage: 1,
  reviewStudy: 1,
  deliverNotice: 1,
} as const satisfies { readonly [N in OrchestrationName]: keyof Orchestrations[N] };

/** What whoever starts an orchestration hands it. */
export type OrchestrationInput<N extends OrchestrationName> = Orchestrations[N][(typeof currentVersions)[N] &
  keyof Orchestrations[N]];

/** The input as it is kept in durable history: its version is beside it. */
export function versionedInput<N extends OrchestrationName>(
  name: N,
  input: OrchestrationInput<N>,
): OrchestrationInput<N> & { readonly version: number } {
  return { ...input, version: currentVersions[name] };
}

/** The events for which each orchestration waits. They carry nothing: they only wake it. */
export interface Events {
  triageImage: never;
  reviewStudy: 'StudyChanged';
  deliverNotice: never;
}

/** What starts orchestrations and wakes them. Delivery is at least once: what is done already is no failure. */
export interface Starter {
  /** Whether an instance of this id waits or runs. */
  isRunning(instanceId: string): Promise<boolean>;
  /** Starts the current version. Does nothing where the instance runs already. */
  start<N extends OrchestrationName>(
    name: N,
    instanceId: string,
    input: OrchestrationInput<N>,
  ): Promise<void>;
  /** Does nothing where the instance has ended. */
  raise<N extends OrchestrationName>(name: N, instanceId: string, event: Events[N]): Promise<void>;
}
