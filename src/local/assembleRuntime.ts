import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { appSettings, reachLoopbackDirectly } from './appSettings';
import { type Azurite, startAzurite } from './azurite/startAzurite';
import { Cleanup } from './cleanup';
import { Connections } from './connections';
import { DataFolder } from './dataFolder';
import { asError, RuntimeStartError } from './errors';
import { FunctionCatalogue } from './functionCatalogue';
import { Host } from './host';
import { readHostSettings } from './hostSettings';
import { HttpServer } from './http/server';
import { createLog, toStandardError } from './logging';
import type { Runtime, RuntimeOptions } from './runtimeTypes';
import { connectStorage } from './storage';
import { BlobReceipts } from './triggers/blobReceipts';
import { WorkerProcess } from './worker/workerProcess';

/** Assembles a runtime, and shuts down what was started if something fails. */
export async function assembleRuntime(options: RuntimeOptions): Promise<Runtime> {
  reachLoopbackDirectly(process.env);
  const cleanup = new Cleanup();
  try {
    return await start(options, cleanup);
  } catch (error) {
    await cleanup.run().catch(() => undefined);
    throw error;
  }
}

async function start(options: RuntimeOptions, cleanup: Cleanup): Promise<Runtime> {
  const appDirectory = resolve(options.appDirectory);
  const main = mainOf(appDirectory);
  const settings = readHostSettings(appDirectory);

  const folder = DataFolder.take(options.dataDirectory);
  cleanup.add(async () => folder.release());
  const systemKey = folder.keptKey('system-key', 'base64url');
  const secrets = [systemKey];
  const log = createLog(options.log ?? toStandardError, () => secrets);

  const server = await HttpServer.listen(options.port, log);
  cleanup.add(() => server.close(0));

  let azurite: Azurite | undefined;
  if (options.connectionString === undefined) {
    const account = folder.storageAccount();
    secrets.push(account.key);
    azurite = await startAzurite(
      folder.file('azurite.lock'),
      folder.storage,
      account,
      options.azuritePorts ?? {},
      log,
    );
    cleanup.add(() => azurite?.stop() ?? Promise.resolve());
  }
  const connectionString = options.connectionString ?? azurite?.connectionString ?? '';
  const storage = await connectStorage({ kind: 'connection-string', connectionString });

  const generated: Record<string, string> = {};
  for (const name of options.generatedSecrets ?? []) {
    const given = options.environment?.[name] ?? process.env[name];
    generated[name] = given || folder.kept(`secret-${name}`, () => randomBytes(32).toString('base64'));
    secrets.push(generated[name]);
  }
  const environment = appSettings(
    appDirectory,
    { ...options.environment, ...generated },
    {
      AzureWebJobsStorage: connectionString,
      AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
      FUNCTIONS_WORKER_RUNTIME: 'node',
      WEBSITE_HOSTNAME: `127.0.0.1:${server.port}`,
    },
  );
  const startedAt = new Date().toISOString();
  const describe = (workerPid: number | undefined) =>
    folder.describe({ pid: process.pid, url: server.url, startedAt, workerPid, azuritePid: azurite?.pid });

  const worker = await startWorker({
    appDirectory,
    main,
    lock: folder.file('worker.lock'),
    environment,
    timeoutSeconds: settings.functionTimeoutSeconds,
    log,
    onRestart: describe,
  });
  cleanup.add(() => worker.stop());
  const catalogue = new FunctionCatalogue(worker.functions, environment);

  const receipts = new BlobReceipts(
    folder.file('receipts.sqlite'),
    folder.keptKey('receipts-salt', 'base64'),
  );
  cleanup.add(async () => receipts.close());

  const exit = Promise.withResolvers<Error | undefined>();
  let ended: Promise<void> | undefined;
  const end = (error: Error | undefined): Promise<void> => {
    ended ??= cleanup.run().finally(() => exit.resolve(error));
    return ended;
  };
  const host = await Host.start({
    catalogue,
    worker,
    settings,
    blobContents: options.blobContents ?? true,
    ...(azurite === undefined ? {} : { watchWrites: azurite.watchWrites }),
    connections: new Connections(storage, environment),
    queueLatencyMilliseconds: options.queueLatencyMilliseconds ?? 0,
    hubFile: folder.file('hub.sqlite'),
    receipts,
    systemKey,
    server,
    log,
    onFatal: (error) => {
      log('critical', error.message);
      end(error).catch(() => undefined);
    },
  });
  cleanup.add(() => host.stop());
  void azurite?.exited.then((error) => {
    log('critical', error.message);
    end(error).catch(() => undefined);
  });
  describe(worker.pid);
  return {
    url: server.url,
    routes: host.routes.map(({ target, route, methods }) => ({
      name: target.name,
      route: route.template.replace(/^\//, ''),
      methods,
    })),
    connectionString,
    environment: added(environment),
    stop: () => end(undefined),
    exited: exit.promise,
  };
}

function mainOf(appDirectory: string): string {
  const file = join(appDirectory, 'package.json');
  let main: unknown;
  try {
    main = (JSON.parse(readFileSync(file, 'utf8')) as { main?: unknown }).main;
  } catch (error) {
    throw new RuntimeStartError(`${file} cannot be read: ${asError(error).message}`);
  }
  if (typeof main !== 'string')
    throw new RuntimeStartError(`${file} has no "main": name the file that registers the functions.`);
  if (!existsSync(join(appDirectory, main))) {
    throw new RuntimeStartError(
      `The app is not built, ${join(appDirectory, main)} is missing: run npm run build.`,
    );
  }
  return main;
}

async function startWorker(options: Parameters<typeof WorkerProcess.start>[0]): Promise<WorkerProcess> {
  try {
    return await WorkerProcess.start(options);
  } catch (thrown) {
    const error = asError(thrown);
    options.log('debug', error.stack ?? error.message);
    throw new RuntimeStartError(`The app does not load: ${error.message.split('\n')[0]}`, { cause: error });
  }
}

/** What the app is given in addition to the environment of this process. */
function added(environment: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => process.env[name] !== value),
  );
}
