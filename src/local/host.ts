import { setTimeout } from 'node:timers/promises';
import type { Connections } from './connections';
import { hubFunctions } from './durable/appFunctions';
import { ClientBinding } from './durable/clientBinding';
import { Hub } from './durable/hub';
import { HubDatabase } from './durable/hubDatabase';
import { HubStore } from './durable/hubStore';
import { DurableWebhooks } from './durable/webhooks';
import type { FunctionCatalogue } from './functionCatalogue';
import type { HostSettings } from './hostSettings';
import { type FunctionRoute, functionRoutes, HttpFunctions } from './http/functionRoutes';
import { homePage } from './http/homePage';
import { empty, type HttpReply, type HttpRequest } from './http/messages';
import type { HttpServer } from './http/server';
import type { Log } from './logging';
import type { BlobReceipts } from './triggers/blobReceipts';
import { type BlobTriggers, blobTriggers } from './triggers/blobTriggers';
import type { QueueListener } from './triggers/queueListener';
import { queueTriggers, type TriggerContext } from './triggers/queueTriggers';
import { TimerTriggers } from './triggers/timerTriggers';
import type { WorkerProcess } from './worker/workerProcess';

export interface HostOptions {
  readonly catalogue: FunctionCatalogue;
  readonly worker: WorkerProcess;
  readonly settings: HostSettings;
  /** Whether blob-triggered functions receive the bytes of the blob. */
  readonly blobContents: boolean;
  /** Of the storage that is the runtime's own; absent if there is no telling what is written. */
  readonly watchWrites?: TriggerContext['watchWrites'];
  readonly connections: Connections;
  readonly queueLatencyMilliseconds: number;
  readonly hubFile: string;
  /** Which blobs were handed on. */
  readonly receipts: BlobReceipts;
  readonly systemKey: string;
  readonly server: HttpServer;
  readonly log: Log;
  /** Called when the durable store has failed and the runtime must stop. */
  readonly onFatal: (error: Error) => void;
}

/**
 * How long running functions may take to finish after the runtime is told to stop: long enough for a small file. What
 * runs for longer is done again at the next start, and whoever stops a service gives it ten seconds, often.
 */
const graceMilliseconds = 3_000;
const pollMilliseconds = 20;

/** Everything that runs functions: the durable hub, the HTTP routes and the triggers. */
export class Host {
  private constructor(
    private readonly server: HttpServer,
    private readonly store: HubStore,
    private readonly hub: Hub,
    private readonly timers: TimerTriggers,
    private readonly queues: readonly QueueListener[],
    private readonly blobs: BlobTriggers | undefined,
    private readonly log: Log,
    readonly routes: readonly FunctionRoute[],
  ) {}

  /** Resumes the orchestrations that were in progress, then opens HTTP and the triggers. */
  static async start(options: HostOptions): Promise<Host> {
    const { catalogue, worker, settings, connections, server, log, systemKey } = options;
    const clients = new ClientBinding(server.url, settings.durable.hubName, systemKey);
    const { blobContents, watchWrites } = options;
    const context: TriggerContext = {
      ...{ catalogue, worker, clients, settings, blobContents, connections, log },
      ...(watchWrites === undefined ? {} : { watchWrites }),
    };
    const http = new HttpFunctions(functionRoutes(catalogue, settings.routePrefix), worker, clients, log);
    const database = new HubDatabase(options.hubFile);
    try {
      const store = new HubStore(database, options.onFatal);
      const blobs = await blobTriggers(context, options.receipts);
      const limits = {
        ...settings.durable,
        clientLatencyMilliseconds: options.queueLatencyMilliseconds,
        isReceiving: () => blobs?.lags() ?? false,
      };
      const hub = new Hub(store, hubFunctions(catalogue, worker, clients), limits, log);
      const webhooks = new DurableWebhooks(hub, clients, systemKey);
      const timers = new TimerTriggers(catalogue, worker, clients, database, log);
      const queues = await queueTriggers(context);
      const host = new Host(server, store, hub, timers, queues, blobs, log, http.routes);
      host.#open(http, webhooks);
      return host;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Starts nothing new, gives running functions some seconds to finish, and closes the store. */
  async stop(): Promise<void> {
    this.timers.stop();
    this.blobs?.line.stop();
    this.hub.stop();
    const end = Date.now() + graceMilliseconds;
    let listening = true;
    // With a storage that hangs, a listener may hang in a request.
    void Promise.allSettled([
      this.blobs?.scanner.stop(),
      ...this.queues.map((listener) => listener.stop()),
    ]).then(() => {
      listening = false;
    });
    const isBusy = () =>
      listening ||
      this.hub.isBusy ||
      this.timers.isBusy ||
      this.blobs?.line.isBusy ||
      this.queues.some((listener) => listener.isBusy);
    while (isBusy() && Date.now() < end) await setTimeout(pollMilliseconds);
    if (isBusy())
      this.log('warning', 'Some functions did not end in time; their work is repeated at the next start.');
    await this.server.close(Math.max(0, end - Date.now()));
    this.store.close();
  }

  #open(http: HttpFunctions, webhooks: DurableWebhooks): void {
    const resumed = this.hub.start();
    if (resumed > 0) this.log('information', `${resumed} orchestrations are resumed.`);
    this.server.serve(async (request) => {
      const reply = (await webhooks.handle(request)) ?? (await http.handle(request));
      return reply ?? atRoot(request, http) ?? empty(404);
    });
    this.blobs?.scanner.start();
    for (const listener of this.queues) listener.start();
    this.timers.start();
  }
}

function atRoot(request: HttpRequest, http: HttpFunctions): HttpReply | undefined {
  return request.url.pathname === '/' && request.method === 'GET' ? homePage(http.routes) : undefined;
}
