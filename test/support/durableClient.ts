import { waitFor } from './waitFor';

/** An instance's status as the SDK's client returns it. */
export interface Status {
  readonly name: string;
  readonly instanceId: string;
  readonly runtimeStatus: string;
  readonly input: unknown;
  readonly output: unknown;
  readonly customStatus: unknown;
  readonly createdTime: string;
  readonly historyEvents?: readonly HistoryView[];
  readonly history?: readonly HistoryView[];
}

export interface HistoryView {
  readonly EventType: string;
  readonly Timestamp: string;
  readonly TaskScheduledId?: number;
  readonly FunctionName?: string;
  readonly ScheduledTime?: string;
  readonly FireAt?: string;
  readonly Name?: string;
  readonly Result?: unknown;
}

/** Drives the durable-functions client where it belongs: inside a function of the fixture app. */
export class DurableClient {
  constructor(private readonly url: () => string) {}

  /** Calls a method of the SDK's client; rejects with the SDK's error. */
  async call<T>(method: string, ...args: unknown[]): Promise<T> {
    const response = await fetch(`${this.url()}/client/${method}`, {
      method: 'POST',
      body: JSON.stringify(args),
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const { result, error } = (await response.json()) as { result: T; error?: string };
    if (error !== undefined) throw new Error(error);
    return result;
  }

  start(orchestrator: string, input?: unknown, instanceId?: string): Promise<string> {
    return this.call('startNew', orchestrator, {
      ...(instanceId && { instanceId }),
      ...(input !== undefined && { input }),
    });
  }

  status(id: string, options: object = {}): Promise<Status> {
    return this.call('getStatus', id, options);
  }

  /** The status once it is one of those; by default, once the instance has finished. */
  reaches(id: string, ...statuses: string[]): Promise<Status> {
    const wanted = statuses.length > 0 ? statuses : ['Completed', 'Failed', 'Terminated'];
    return waitFor(`${id} to be ${wanted.join(' or ')}`, async () => {
      const status = await this.status(id);
      return wanted.includes(status.runtimeStatus) && status;
    });
  }

  /** Starts an orchestration and returns its status when it has finished. */
  async run(orchestrator: string, input?: unknown, instanceId?: string): Promise<Status> {
    return this.reaches(await this.start(orchestrator, input, instanceId));
  }

  /** The history with results, as the durable routes show it. */
  async history(id: string): Promise<readonly HistoryView[]> {
    const { historyEvents = [] } = await this.raw(id, 'showHistory=true&showHistoryOutput=true');
    return historyEvents;
  }

  /** The status as the route sends it, not as the SDK parses it. */
  async raw(id: string, query: string): Promise<Status> {
    const { statusQueryGetUri } = await this.call<{ statusQueryGetUri: string }>(
      'createHttpManagementPayload',
      id,
    );
    return (await (await fetch(`${statusQueryGetUri}&${query}`)).json()) as Status;
  }
}
