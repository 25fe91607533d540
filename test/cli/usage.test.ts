import { readFileSync } from 'node:fs';
import path from 'node:path';
import { triage } from './support/triageProcess';

test('--version is the version of the package', async () => {
  const file = path.resolve(__dirname, '../../package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  expect(await triage(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('--help names every command', async () => {
  const { code, stdout } = await triage(['--help']);
  expect(code).toBe(0);
  for (const name of ['demo', 'run', 'local', 'upload', 'worklist', 'decode', 'render']) {
    expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  }
});

test.each([
  ['no command at all', [], /Usage: triage/],
  ['an unknown command', ['rum'], /unknown command 'rum'[\s\S]*Did you mean run\?[\s\S]*triage --help/],
  ['a missing argument', ['run'], /missing required argument/],
  ['an unknown option', ['run', '--jsn', 'x'], /unknown option '--jsn'[\s\S]*--json/],
  [
    'a file that is not there',
    ['run', '/no/such/file.dcm'],
    /^\/no\/such\/file\.dcm cannot be read: there is no such file or folder\.\n$/,
  ],
  ['a port that is none', ['demo', '--port', '70000'], /A port is a number from 1 to 65535/],
  [
    'an upload without a storage account',
    ['upload', __dirname],
    /^No storage account is named: give --connection/,
  ],
  [
    'a connection string that is none',
    ['upload', __dirname, '--connection', 'x'],
    /^The connection string cannot be read/,
  ],
  [
    'a rebuild in a folder that holds no data',
    ['worklist', 'rebuild', '--data', __dirname],
    /holds no storage of triage/,
  ],
])('%s is wrong usage: exit 2 and what to do', async (_, args, message) => {
  const { code, stdout, stderr } = await triage(args);
  expect(stderr).toMatch(message);
  expect(stdout).toBe('');
  expect(code).toBe(2);
});
