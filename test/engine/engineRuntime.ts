import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';
import { FunctionCatalogue } from '../../src/local/functionCatalogue';
import { functionRoutes, HttpFunctions } from '../../src/local/http/functionRoutes';
import type { HttpReply, HttpRequest } from '../../src/local/http/messages';
import { empty } from '../../src/local/http/messages';
import { HttpServer } from '../../src/local/http/server';
import type { FunctionMetadata, InvocationResult, TypedData } from '../../src/local/worker/messages';
import { DurableClient } from '../support/durableClient';
import { fixtureApp } from '../support/localRuntime';
import { descendantsOf, kill } from '../support/processTree';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';

const hostProgram = path.resolve(__dirname, 'host/bin/Debug/net10.0/EngineHost.dll');
const bridge = path.resolve(__dirname, 'bridge.cjs');
const webhooks = '/runtime/webhooks/durabletask';

export interface EngineOptions {
  readonly appDirectory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly connectionString?: string;
  readonly hubName?: string;
  readonly storageProvider?: Readonly<Record<string, unknown>>;
  /** What host.json has under `singleton`. */
  readonly singleton?: Readonly<Record<string, string>>;
  /** The name of the instance, by which it owns partitions; that of the machine if absent. */
  readonly instance?: string;
}

/** The shortest that the SDK allows: how long the locks of triggers of which one host takes care outlive it. */
export const shortLocks = {
  listenerLockPeriod: '00:00:15',
  listenerLockRecoveryPollingInterval: '00:00:15',
};

/** What the host says once it runs. */
interface Ready {
  readonly address: string;
  readonly functions: readonly FunctionMetadata[];
}

/**
 * An app on Microsoft's Durable extension, in the shape of `LocalRuntime`: the same tests run on both. HTTP is
 * routed here, and called in the host, which binds durable clients.
 */
export class EngineRuntime {
  readonly folder = new TemporaryFolder();
  readonly client = new DurableClient(() => this.url);
  readonly log: string[] = [];
  #server: HttpServer | undefined;
  #host: ChildProcess | undefined;
  #connectionString: string | undefined;

  constructor(private readonly options: EngineOptions = {}) {}

  get url(): string {
    if (this.#server === undefined) throw new Error('the engine is not running');
    return this.#server.url;
  }

  /** The storage that it runs on: the same after a restart. */
  get connectionString(): string {
    if (this.#connectionString === undefined) throw new Error('the engine was never started');
    return this.#connectionString;
  }

  /** False also once the host has ended by itself. */
  get isRunning(): boolean {
    return this.#host?.exitCode === null && this.#host.signalCode === null;
  }

  async start(more: EngineOptions = {}): Promise<void> {
    const options = { ...this.options, ...more };
    this.#connectionString ??= options.connectionString ?? (await storageAccount());
    this.#server = await HttpServer.listen(undefined, (_level, message) => this.log.push(message));
    const { address, functions } = await this.#startHost(options);
    const call = async (target: FunctionMetadata, inputs: Readonly<Record<string, TypedData | null>>) =>
      callIn(address, target, inputs);
    const catalogue = new FunctionCatalogue(functions, { ...options.environment });
    const http = new HttpFunctions(
      functionRoutes(catalogue, ''),
      { invoke: call },
      { inputs: () => ({}) },
      (_level, message) => this.log.push(message),
    );
    this.#server.serve(async (request) => {
      const isDurable = request.url.pathname.startsWith(webhooks);
      return (isDurable ? await forward(address, request) : await http.handle(request)) ?? empty(404);
    });
  }

  /** The lines that the functions of the fixture app wrote about themselves. */
  notes(): string[] {
    return this.folder.lines('notes');
  }

  async stop(): Promise<void> {
    await this.#end((pid) => process.kill(pid, 'SIGTERM'));
  }

  /** The host, and the app's processes with it: as if the machine were gone. */
  async kill(): Promise<void> {
    await this.#end((pid) => {
      for (const one of [pid, ...descendantsOf(pid)]) kill(one);
    });
  }

  /** In good order: the locks of a host that was killed hold for a minute. */
  async remove(): Promise<void> {
    await this.stop();
    this.folder.remove();
  }

  async #end(signal: (pid: number) => void): Promise<void> {
    const host = this.#host;
    if (host?.pid !== undefined && this.isRunning) {
      const ended = new Promise((resolve) => host.once('exit', resolve));
      signal(host.pid);
      await ended;
    }
    await this.#server?.close(0);
    this.#server = undefined;
  }

  async #startHost({ appDirectory = fixtureApp, environment, ...options }: EngineOptions): Promise<Ready> {
    const { connectionString } = this;
    const argument = JSON.stringify({
      appDirectory,
      worker: [process.execPath, bridge, appDirectory, this.folder.file('worker.lock')],
      hubName: options.hubName ?? 'EngineTests',
      settings: {
        AzureWebJobsStorage: connectionString,
        ...(options.instance && { WEBSITE_CURRENT_STAMPNAME: 'engine', RoleInstanceId: options.instance }),
        ...Object.fromEntries(
          Object.entries(options.singleton ?? {}).map(([name, value]) => [
            `AzureWebJobs:singleton:${name}`,
            value,
          ]),
        ),
      },
      storageProvider: { maxQueuePollingInterval: '00:00:00.2', ...options.storageProvider },
      webhooks: `${this.url}${webhooks}?code=test`,
    });
    const host = spawn('dotnet', [hostProgram, argument], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        AzureWebJobsStorage: connectionString,
        // Else the SDK takes management to be at the port of the Core Tools.
        WEBSITE_HOSTNAME: new URL(this.url).host,
        FIXTURE_NOTES: this.folder.file('notes'),
        ...environment,
      },
    });
    this.#host = host;
    readline.createInterface({ input: host.stderr }).on('line', (line) => this.log.push(line));
    return new Promise((resolve, reject) => {
      host.once('exit', (code) =>
        reject(new Error(`the host ended (${code}): ${this.log.slice(-20).join('\n')}`)),
      );
      readline.createInterface({ input: host.stdout }).on('line', (line) => {
        if (line.startsWith('{"ready"')) resolve(JSON.parse(line) as Ready);
        else if (!/^MS_|^info: |^ {6}/.test(line)) this.log.push(line);
      });
    });
  }
}

function packed(key: string, value: unknown): unknown {
  if (key !== 'bytes') return value;
  const { data } = value as { data: number[] };
  return Buffer.from(data).toString('base64');
}

const unpacked = (key: string, value: unknown) =>
  key === 'bytes' && typeof value === 'string' ? Buffer.from(value, 'base64') : value;

async function callIn(
  address: string,
  { name }: FunctionMetadata,
  inputs: Readonly<Record<string, TypedData | null>>,
): Promise<InvocationResult> {
  const [request] = Object.values(inputs);
  const response = await fetch(`${address}${name}`, {
    method: 'POST',
    body: JSON.stringify(request?.http, packed),
  });
  const { answer, error } = JSON.parse(await response.text(), unpacked) as {
    answer?: TypedData;
    error?: string;
  };
  if (error !== undefined) throw new Error(error);
  return { returnValue: answer ?? null };
}

/** Management requests are the extension's. */
async function forward(address: string, { method, url, headers, body }: HttpRequest): Promise<HttpReply> {
  const token = headers['x-ms-continuation-token'];
  const response = await fetch(`${address}${url.pathname.slice(1)}${url.search}`, {
    method,
    ...(token !== undefined && { headers: { 'x-ms-continuation-token': token } }),
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  };
}
