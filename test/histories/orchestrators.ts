import type { OrchestratorState } from '../../src/local/durable/actions';
import { answeredState } from '../../src/local/durable/turn';
import type { Captured } from './captured';

type Registered = (trigger: unknown, context: object) => Promise<unknown>;

const mockRegistered = new Map<string, Registered>();

// What the Functions worker puts there: the app's own registrations are run, through the SDK.
jest.mock(
  '@azure/functions-core',
  () => ({
    setProgrammingModel: () => {},
    registerFunction: ({ name }: { name: string }, call: Registered) => mockRegistered.set(name, call),
  }),
  { virtual: true },
);

require('../../src/functions/triggers/orchestrations');

/** The app's orchestrator of that name, as the SDK runs it. */
export async function orchestrate(name: string, context: Captured['context']): Promise<OrchestratorState> {
  const call = mockRegistered.get(name);
  if (call === undefined) throw new Error(`the app registers no ${name}`);
  const json = async () => ({ json: JSON.stringify(await call(structuredClone(context), {})) });
  return answeredState(await json().catch((error: Error) => error));
}
