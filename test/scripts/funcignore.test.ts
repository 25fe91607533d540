import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import ignore from 'ignore';
import { describeWith } from '../support/requirements';

const root = path.resolve(__dirname, '../..');
const text = readFileSync(path.join(root, '.funcignore'), 'utf8');
const entriesOf = (of: string) => of.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

/** Whether a tool leaves a file out. */
type Reading = (text: string, file: string) => boolean;

/**
 * The Azure Functions Core Tools: an entry is where a path begins, at the top with and without a slash in front, up to
 * the end of a word; `*` stands for at least one character, and for no slash.
 */
const coreTools: Reading = (of, file) =>
  entriesOf(of).some((entry) => {
    const literal = entry.replace(/^\//, '').replace(/[-[\]/{}()+?.\\^$|]/g, '\\$&');
    return new RegExp(`^${literal.replaceAll('**', '.+').replace(/(?<!\.)\*/g, '[^/]+')}\\b`).test(file);
  });

/** azd and the action of GitHub. */
const gitignore: Reading = (of, file) => ignore().add(of).ignores(file);

const readings: [name: string, reading: Reading][] = [
  ['by the rules of the Core Tools', coreTools],
  ['as gitignore', gitignore],
];

/** What nobody else may have, wherever a checkout has it. */
const secrets = [
  'audit-key',
  'audit-key.pub',
  'local.settings.json',
  '.local/site-key',
  '.local/secret-TRIAGE_SITE_KEY',
  '.azure/prod/.env',
  '.git/config',
];

const filesIn = (folder: string) =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));

/** What the host loads when the checkout itself is deployed. */
const needed = [
  'host.json',
  'package.json',
  'package-lock.json',
  'LICENSE',
  ...filesIn('dist').filter((file) => !/^dist\/(\.|cli\/|local\/)/.test(file)),
  ...filesIn('models').filter((file) => !file.startsWith('models/training/')),
];

describe.each(readings)('%s', (_, leavesOut) => {
  test('no key, no settings and no password goes in', () => {
    expect(secrets.filter((file) => !leavesOut(text, file))).toEqual([]);
  });

  test('nothing that is needed stays out', () => {
    expect(needed.length).toBeGreaterThan(300);
    expect(needed.filter((file) => leavesOut(text, file))).toEqual([]);
  });

  test('nothing that is installed stays out, whatever it is called', () => {
    const name = fc.oneof(
      fc.constantFrom('src', 'test', 'docs', 'scripts', 'lib', 'dist', 'build', 'local', 'cli', 'README.md'),
      fc.stringMatching(/^[a-z@][a-z.-]{0,8}$/),
    );
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (parts) => {
        expect(leavesOut(text, ['node_modules', ...parts].join('/'))).toBe(false);
      }),
    );
  });
});

test('every entry stands for one place at the top, named in full, so that all tools agree', () => {
  expect(entriesOf(text).filter((entry) => !/^\/[\w./-]+[^/]$/.test(entry))).toEqual([]);
});

test('the readings are those that let a key out and a library disappear', () => {
  expect(coreTools('audit-key*', 'audit-key')).toBe(false);
  expect(coreTools('audit-key*', 'audit-key.pub')).toBe(true);
  expect(gitignore('src', 'node_modules/durable-functions/lib/src/index.js')).toBe(true);
  expect(coreTools('src', 'node_modules/durable-functions/lib/src/index.js')).toBe(false);
});

const isCheckout = { met: existsSync(path.join(root, '.git')), missing: 'a checkout' };

describeWith([isCheckout], 'a checkout', () => {
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  const rest = stdout.split('\0').filter((file) => file !== '' && !needed.includes(file));

  test.each(readings)('%s, nothing else of it goes in', (_, leavesOut) => {
    expect(rest.length).toBeGreaterThan(1_000);
    expect(rest.filter((file) => !leavesOut(text, file))).toEqual([]);
  });
});
