import type { OrchestrationContext } from 'durable-functions';

/** A task as the test sees it. */
export interface FakeTask {
  readonly kind: 'activity' | 'event' | 'timer' | 'all' | 'any';
  readonly name?: string;
  readonly input?: unknown;
  readonly tasks?: readonly FakeTask[];
  fireAt?: Date;
  cancelled?: boolean;
  cancel?: () => void;
}

export interface Recorder {
  readonly context: OrchestrationContext;
  readonly timers: FakeTask[];
  /** How each activity is tried again. */
  readonly retries: unknown[];
  continuedWith?: unknown;
}

/** A context that records what an orchestration asks for; the real SDK drives it in the conformance suite. */
export function recorder(input?: unknown): Recorder {
  const timers: FakeTask[] = [];
  const retries: unknown[] = [];
  const seen: Partial<Recorder> & { timers: FakeTask[] } = { timers, retries };
  const df = {
    getInput: () => input,
    callActivityWithRetry: (name: string, how: unknown, given: unknown): FakeTask => {
      retries.push(how);
      return { kind: 'activity', name, input: given };
    },
    waitForExternalEvent: (name: string): FakeTask => ({ kind: 'event', name }),
    createTimer: (fireAt: Date): FakeTask => {
      const timer: FakeTask = { kind: 'timer', fireAt, cancelled: false };
      timer.cancel = () => {
        timer.cancelled = true;
      };
      timers.push(timer);
      return timer;
    },
    Task: {
      all: (tasks: FakeTask[]): FakeTask => ({ kind: 'all', tasks }),
      any: (tasks: FakeTask[]): FakeTask => ({ kind: 'any', tasks }),
    },
    continueAsNew: (next: unknown) => {
      seen.continuedWith = next;
    },
  };
  return Object.assign(seen, { context: { df } as unknown as OrchestrationContext }) as Recorder;
}
