import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { checkNodeVersion } from '../../src/local/nodeVersion';
import { LocalRuntime } from '../support/localRuntime';
import { oneFileApp } from '../support/oneFileApp';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';

/** The one line that says why it did not start. */

let connectionString: string;
const apps = new TemporaryFolder();

beforeAll(async () => {
  connectionString = await storageAccount();
});
afterAll(() => apps.remove());

const app = (name: string, code: string | undefined, host?: unknown) => oneFileApp(apps, name, code, host);

const require_ = (name: string) => `require(${JSON.stringify(require.resolve(name))})`;

/** Starts a runtime that must not start; gives the message, which is one line of an error of the right kind. */
async function refusal(options: ConstructorParameters<typeof LocalRuntime>[0]): Promise<string> {
  const runtime = new LocalRuntime({ connectionString, ...options });
  try {
    await runtime.start();
  } catch (error) {
    expect((error as Error).name).toBe('RuntimeStartError');
    expect((error as Error).message).not.toContain('\n');
    return (error as Error).message;
  } finally {
    await runtime.remove();
  }
  throw new Error('it started');
}

describe('what keeps it from starting', () => {
  test('the port is taken', async () => {
    const server: Server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await refusal({ port })).toBe(
      `Port ${port} is in use by another program: stop that program, or choose another port.`,
    );
    server.close();
  });

  test('the data folder cannot be written', async () => {
    const file = apps.touch('a-file');
    expect(await refusal({ dataDirectory: `${file}/data` })).toMatch(
      /^The data folder .* cannot be written \(.*\): choose another one, or change its permissions\.$/,
    );
  });

  test('the storage does not answer, or cannot be meant', async () => {
    const nowhere = connectionString.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:9');
    expect(await refusal({ connectionString: nowhere })).toMatch(
      /^The blob service at http:\/\/127\.0\.0\.1:9 does not answer \(.*\): start it, or leave the connection string out/,
    );
    expect(await refusal({ connectionString: 'nonsense' })).toMatch(
      /^The storage connection string cannot be read/,
    );
    const otherKey = connectionString.replace(/AccountKey=[^;]+/, `AccountKey=${btoa('x'.repeat(64))}`);
    expect(await refusal({ connectionString: otherKey })).toMatch(
      /refuses the account key or the identity: check the connection/,
    );
  });

  test('the app is not built, does not load, or has no host.json', async () => {
    expect(await refusal({ appDirectory: app('unbuilt', undefined) })).toMatch(
      /^The app is not built, .*index\.js is missing: run npm run build\.$/,
    );
    expect(await refusal({ appDirectory: app('broken', `throw new Error('wrong setting X\\nmore')`) })).toBe(
      'The app does not load: wrong setting X',
    );
    expect(await refusal({ appDirectory: app('exits', 'process.exit(7)') })).toBe(
      'The app does not load: its process ended while it loaded (exit code 7)',
    );
    expect(await refusal({ appDirectory: apps.path })).toMatch(/package\.json cannot be read/);
    const zero = { version: '2.0', extensions: { blobs: { maxDegreeOfParallelism: 0 } } };
    expect(await refusal({ appDirectory: app('zero', '', zero) })).toMatch(
      /extensions\.blobs\.maxDegreeOfParallelism must be a whole number above 0, not 0\.$/,
    );
  });

  test.each([
    [
      'app.cosmosDB',
      `app.cosmosDB('feed', { connection: 'C', databaseName: 'd', containerName: 'c', handler: () => {} })`,
      'cosmosDBTrigger',
    ],
    [
      'an output binding',
      `app.http('page', { extraOutputs: [output.storageBlob({ path: 'a/b', connection: 'C' })], handler: () => {} })`,
      'blob',
    ],
    [
      'an input binding',
      `app.http('page', { extraInputs: [input.storageBlob({ path: 'a/b', connection: 'C' })], handler: () => {} })`,
      'blob',
    ],
  ])('%s is refused with the names of the function and the binding', async (_, code, type) => {
    const source = `const { app, input, output } = ${require_('@azure/functions')};\n${code}`;
    const message = await refusal({ appDirectory: app(`refused-${type}-${code.length}`, source) });
    expect(message).toMatch(
      new RegExp(
        `^The local runtime cannot run the function (feed|page): its binding ${type}\\w* is of type ${type};`,
      ),
    );
  });

  test('durable entities are refused at the start', async () => {
    const source = `const df = ${require_('durable-functions')};\ndf.app.entity('counter', () => {})`;
    expect(await refusal({ appDirectory: app('entity', source) })).toContain('is of type entityTrigger');
  });

  test('a schedule that is none', async () => {
    const source = `const { app } = ${require_('@azure/functions')};\napp.timer('often', { schedule: '61 * * * * *', handler: () => {} })`;
    expect(await refusal({ appDirectory: app('schedule', source) })).toBe(
      'The timer often: "61 * * * * *" is not a schedule: "61" is not a valid second.',
    );
  });

  test('Node.js is too old', () => {
    expect(() => checkNodeVersion('20.19.0')).toThrow(
      /needs Node\.js 22\.13 or newer, and this is 20\.19\.0/,
    );
    expect(() => checkNodeVersion('22.12.0')).toThrow(/needs Node\.js/);
    expect(() => checkNodeVersion('22.13.0')).not.toThrow();
    expect(() => checkNodeVersion('24.0.0')).not.toThrow();
  });

  test('Node.js is too old to load what the runtime is made of', () => {
    const code = `
      const Module = require('node:module');
      const load = Module._load;
      Module._load = (name, ...rest) => {
        if (name === 'node:sqlite') throw new Error('No such built-in module');
        return load(name, ...rest);
      };
      Object.defineProperty(process.versions, 'node', { value: '20.1.0' });
      const { startRuntime } = require(${JSON.stringify(resolve(__dirname, '../../dist/local/startRuntime.js'))});
      startRuntime({}).catch((error) => console.log(error.name + ': ' + error.message));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^RuntimeStartError: The local runtime needs Node\.js 22\.13 or newer, and this is 20\.1\.0/,
    );
  });
});
