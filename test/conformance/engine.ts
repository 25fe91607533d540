import type { DurableClient } from '../support/durableClient';
import { longForm } from '../support/requirements';
import type { TemporaryFolder } from '../support/temporaryFolder';

/** What runs the fixture app: the local runtime, or Microsoft's Durable extension. The same tests run on both. */
export interface Engine {
  readonly client: DurableClient;
  readonly folder: TemporaryFolder;
  /** Where the HTTP functions of the app are. */
  readonly url: string;
  start(): Promise<unknown>;
  /** The lines that the functions of the app wrote about themselves. */
  notes(): string[];
  /** Ends it, and removes what it kept in its folder. */
  remove(): Promise<void>;
}

/** The engine's timers are messages whose delay is counted in whole seconds: so many milliseconds early at most. */
export const earliest = 1_000;

/** One that runs in a process of its own, and can be killed there. */
export interface KillableEngine extends Engine {
  /** Ends the host without warning (kill -9). */
  kill(): Promise<void>;
}

/** The engine runs during the tests of the file. */
export function startedFor(engine: Engine): void {
  jest.setTimeout(90_000);
  beforeAll(async () => {
    await engine.start();
  });
  afterAll(() => engine.remove(), 60_000);
}

/** A test of the long form alone: it waits for what a killed host held on Microsoft's engine. */
export const longTest: (name: string, body: () => Promise<void>) => void = longForm().met ? test : () => {};
