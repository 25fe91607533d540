import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { LocalRuntime } from '../support/localRuntime';
import { oneFileApp } from '../support/oneFileApp';
import { isAlive } from '../support/runtimeProcess';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

/** A runtime from its start to its end. */

let connectionString: string;
const apps = new TemporaryFolder();

beforeAll(async () => {
  connectionString = await storageAccount();
});
afterAll(() => apps.remove());

describe('one folder, one runtime', () => {
  test('a second runtime on the folder is refused while the first lives, and not after it', async () => {
    const first = new LocalRuntime({ connectionString });
    const second = new LocalRuntime({ connectionString });
    const dataDirectory = first.folder.file('data');
    await first.start();
    await expect(second.start({ dataDirectory })).rejects.toThrow(
      `The data folder ${dataDirectory} is in use by another local runtime (process ${process.pid}): stop that one, or choose another folder.`,
    );
    expect((await first.client.run('echoInput', {})).runtimeStatus).toBe('Completed');
    await first.stop();
    await second.start({ dataDirectory });
    await second.remove();
    await first.remove();
  });
});

describe('a runtime that runs', () => {
  test('says in its folder who it is, hands over its settings, and leaves nothing behind when it stops', async () => {
    const runtime = new LocalRuntime(
      { environment: { FIXTURE_SETTING: 'given' }, generatedSecrets: ['FIXTURE_SECRET'] },
      'own',
    );
    const { url, connectionString, environment, exited } = await runtime.start();
    const file = runtime.folder.file('data/runtime.json');
    const { pid, workerPid, azuritePid, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
    expect(rest).toEqual({ url, startedAt: expect.stringMatching(/Z$/) });
    expect([pid, isAlive(workerPid), isAlive(azuritePid)]).toEqual([process.pid, true, true]);
    expect(environment).toMatchObject({
      AzureWebJobsStorage: connectionString,
      AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
      FIXTURE_SETTING: 'given',
    });
    const secret = environment.FIXTURE_SECRET ?? '';
    expect(Buffer.from(secret, 'base64')).toHaveLength(32);
    expect((await runtime.client.run('setting', { name: 'FIXTURE_SECRET' })).output).toBe(secret);
    expect(JSON.stringify(runtime.log)).not.toContain(secret);

    await Promise.all([runtime.running.stop(), runtime.running.stop()]);
    expect(await exited).toBeUndefined();
    await waitFor('both to be gone', () => !isAlive(workerPid) && !isAlive(azuritePid));
    expect(existsSync(file)).toBe(false);
    await expect(fetch(url)).rejects.toThrow();
    const again = await runtime.start();
    expect(again.environment.FIXTURE_SECRET).toBe(secret);
    await runtime.remove();
  });

  test('a stop lets a running activity come to its end', async () => {
    const runtime = new LocalRuntime({ connectionString });
    await runtime.start();
    const file = runtime.folder.file('go');
    const id = await runtime.client.start('firstOfTwo', { fast: file, slow: file });
    await waitFor('both activities to run', () => runtime.notes().length === 2);
    const stopped = runtime.stop();
    runtime.folder.touch('go');
    await stopped;
    await runtime.start();
    expect((await runtime.client.reaches(id)).runtimeStatus).toBe('Completed');
    expect(runtime.notes()).toHaveLength(2);
    await runtime.remove();
  });

  test('reads Values of local.settings.json, below what it is given', async () => {
    const folder = oneFileApp(
      apps,
      'settings',
      `require(${JSON.stringify(`${__dirname}/../support/fixtureApp`)})`,
      {
        version: '2.0',
        extensions: { http: { routePrefix: '' } },
      },
    );
    writeFileSync(
      `${folder}/local.settings.json`,
      JSON.stringify({
        Values: { FIXTURE_A: 'from the file', FIXTURE_B: 'from the file', AzureWebJobsStorage: 'no' },
      }),
    );
    const runtime = new LocalRuntime({
      appDirectory: folder,
      connectionString,
      environment: { FIXTURE_B: 'given' },
    });
    await runtime.start();
    const setting = async (name: string) => (await runtime.client.run('setting', { name })).output;
    expect(await setting('FIXTURE_A')).toBe('from the file');
    expect(await setting('FIXTURE_B')).toBe('given');
    expect(await setting('AzureWebJobsStorage')).toBe(connectionString);
    await runtime.remove();
  });

  test('a function that runs for longer than functionTimeout fails, and its process with it', async () => {
    const folder = oneFileApp(
      apps,
      'timeout',
      `require(${JSON.stringify(`${__dirname}/../support/fixtureApp`)})`,
      {
        version: '2.0',
        functionTimeout: '00:00:02',
        extensions: { http: { routePrefix: '' } },
      },
    );
    const runtime = new LocalRuntime({ appDirectory: folder, connectionString });
    await runtime.start();
    const id = await runtime.client.start('spins', { onceFile: runtime.folder.file('once') });
    const { runtimeStatus, output } = await waitFor('the end', async () => {
      const status = await runtime.client.status(id).catch(() => undefined);
      return status?.runtimeStatus === 'Running' ? undefined : status;
    });
    expect([runtimeStatus, output]).toEqual([
      'Failed',
      expect.stringContaining('spin ran for longer than the 2 s that functionTimeout of host.json allows'),
    ]);
    expect((await runtime.client.run('echoInput', { a: 1 })).output).toEqual({ a: 1 });
    await runtime.remove();
  });

  test('a proxy in the environment is not asked for what is on this machine', async () => {
    const runtime = new LocalRuntime({
      environment: { HTTP_PROXY: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' },
    });
    const before = { ...process.env };
    Object.assign(process.env, {
      HTTP_PROXY: 'http://127.0.0.1:9',
      http_proxy: 'http://127.0.0.1:9',
      NO_PROXY: '',
      no_proxy: '',
    });
    try {
      await runtime.start();
      expect((await runtime.client.run('echoInput', { a: 1 })).output).toEqual({ a: 1 });
    } finally {
      await runtime.remove();
      process.env = before;
    }
  });

  test('ends by itself, with an error, when Azurite is gone', async () => {
    const runtime = new LocalRuntime({}, 'own');
    const { exited } = await runtime.start();
    const { azuritePid } = JSON.parse(readFileSync(runtime.folder.file('data/runtime.json'), 'utf8'));
    process.kill(azuritePid, 'SIGKILL');
    expect((await exited)?.message).toMatch(/^Azurite exited unexpectedly \(signal SIGKILL\)/);
    await runtime.remove();
  });
});
