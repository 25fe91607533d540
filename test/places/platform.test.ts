import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { codeFolderOf } from '../../src/places/places';
import {
  type Machine,
  type PackageNeeds,
  packageNeeds,
  platformProblem,
  thisMachine,
} from '../../src/places/platform';
import { describeWith } from '../support/requirements';
import { TemporaryFolder } from '../support/temporaryFolder';

const needs: PackageNeeds = { engines: { node: '>=22.13' }, os: ['linux'], cpu: ['x64'] };
const good: Machine = { node: '22.13.0', os: 'linux', cpu: 'x64', hasOtherLibc: false };

describe('the machine', () => {
  test.each<[string, Partial<Machine>, RegExp | undefined]>([
    ['is what the package is for', {}, undefined],
    ['has a later Node', { node: '24.0.0' }, undefined],
    ['has a Node of another century', { node: '100.1.0' }, undefined],
    [
      'has Node 22 as it was at first',
      { node: '22.12.0' },
      /needs Node 22\.13 or later, and this is 22\.12\.0/,
    ],
    ['has Node 20', { node: '20.20.2' }, /set the runtime version of the function app to 24/],
    ['has another processor', { cpu: 'arm64' }, /built for linux on x64, and this is linux on arm64/],
    ['has 32 bits', { cpu: 'ia32' }, /this is linux on ia32/],
    ['has another system', { os: 'win32' }, /this is win32 on x64/],
    ['has no glibc', { hasOtherLibc: true }, /needs Linux with glibc/],
  ])('%s', (_, other, expected) => {
    const problem = platformProblem(needs, { ...good, ...other });
    if (expected === undefined) expect(problem).toBeUndefined();
    else expect(problem).toMatch(expected);
    expect(problem ?? '').not.toContain('\n');
  });

  test('of these tests is one that the checkout is for', () => {
    expect(platformProblem(packageNeeds(), thisMachine())).toBeUndefined();
  });
});

/** What a worker sees of an entry file that does not load. */
function loadedBy(node: string, preparation = ''): string {
  const entry = path.resolve(__dirname, '../../dist/index.js');
  const script = `${preparation}; require('node:module').prototype.require = new Proxy(require('node:module').prototype.require, {
    apply: (target, self, [id]) => { if (id.includes('registrations')) throw new Error('loaded'); return Reflect.apply(target, self, [id]); },
  }); try { require(${JSON.stringify(entry)}) } catch (error) { process.stdout.write(error.message) }`;
  return spawnSync(node, ['--eval', script], { encoding: 'utf8' }).stdout;
}

describe('the entry file', () => {
  test('loads the rest on a machine that is fit', () => {
    expect(loadedBy(process.execPath)).toBe('loaded');
  });

  test('says in one line that Node is too old, and loads nothing', () => {
    const old = "Object.defineProperty(process.versions, 'node', { value: '20.1.0' })";
    expect(loadedBy(process.execPath, old)).toMatch(
      /^Imaging Triage needs Node .+ and this is 20\.1\.0: .+\.$/,
    );
  });
});

describe('what V8 has compiled', () => {
  const temporary = new TemporaryFolder();
  afterAll(() => temporary.remove());
  const entry = path.resolve(__dirname, '../../dist/index.js');
  const script = `try { require(${JSON.stringify(entry)}) } catch {} process.stdout.write(require('node:module').getCompileCacheDir() ?? 'nowhere')`;
  /** Where it is kept by an app without settings, which gets as far as that. */
  const keptWith = (environment: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, ['--eval', script], {
      encoding: 'utf8',
      env: { TMPDIR: temporary.path, ...environment },
    }).stdout;

  test('is kept for the next worker of an instance in Azure, and nowhere else', () => {
    expect(keptWith({ WEBSITE_INSTANCE_ID: '1' })).toContain(temporary.path);
    expect(keptWith({})).toBe('nowhere');
  });
});

const system = '/usr/bin/node';
const version = spawnSync(system, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
const isOld = /^v(1[89]|2[01])\./.test(version);

describeWith([{ met: isOld, missing: 'a Node of 18 to 21 at /usr/bin/node' }], 'an old Node', () => {
  test('can read the entry file', () => {
    expect(loadedBy(system)).toMatch(`this is ${version.slice(1)}`);
  });
});

test.each([
  ['/site/wwwroot/dist', '/site/wwwroot/dist'],
  ['/site/wwwroot/dist/decoder/child', '/site/wwwroot/dist'],
  ['/src/dist/app/src/places', '/src/dist/app/src'],
])('a file in %s belongs to the code in %s', (folder, code) => {
  expect(codeFolderOf(folder)).toBe(code);
});

test('a file outside of the app is refused', () => {
  expect(() => codeFolderOf('/usr/lib/node')).toThrow('/usr/lib/node');
});
