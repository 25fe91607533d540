import type { OrchestrationContext, OrchestrationHandler } from 'durable-functions';
import {
  type OrchestrationInput,
  type OrchestrationName,
  type Orchestrations,
  versionedInput,
} from '../contract/orchestrations';
import type { Orchestration } from './step';

/** The generator for each version of an orchestration that may still be running. */
export type Versions<N extends OrchestrationName> = {
  readonly [V in keyof Orchestrations[N]]: (
    context: OrchestrationContext,
    input: Orchestrations[N][V],
  ) => Orchestration;
};

type AnyVersion = (context: OrchestrationContext, input: object) => Orchestration;

/**
 * The registered orchestrator: runs the version the instance was started with. @throws Error if the version
 * is unknown
 */
export function ofVersion<N extends OrchestrationName>(name: N, versions: Versions<N>): OrchestrationHandler {
  const known = new Map(Object.entries(versions) as [string, AnyVersion][]);
  return function* (context) {
    const { version, ...input } = context.df.getInput<{ readonly version?: unknown }>() ?? {};
    const run = typeof version === 'number' ? known.get(String(version)) : undefined;
    if (run === undefined) throw new Error(unknownVersion(name, version, [...known.keys()]));
    return yield* run(context, input);
  };
}

function unknownVersion(name: string, version: unknown, known: readonly string[]): string {
  return (
    `${name} was started with version ${JSON.stringify(version)} of its input, and this release runs ${known.join(', ')}. ` +
    'Deploy a release that runs it on every instance; reconcile then starts the work again (docs/orchestrations.md).'
  );
}

/**
 * Ends this round and starts the next with a short history. The next round runs the current version, whatever
 * this one was: a review can wait for months, and an old version could not be removed while any instance used
 * it.
 */
export function continueAsNew<N extends OrchestrationName>(
  { df }: OrchestrationContext,
  name: N,
  input: OrchestrationInput<N>,
): void {
  df.continueAsNew(versionedInput(name, input));
}
