import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const reporter = path.join(__dirname, 'support/reportModules.js');

/** The modules that a command loads, as paths from the root, without the one that tells them. */
function modulesOf(args: readonly string[]): string[] {
  const command = ['--require', reporter, path.join(root, 'dist/cli/main.js'), ...args];
  const { stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  const files = JSON.parse(/^MODULES (.*)$/m.exec(stderr)?.[1] ?? '') as string[];
  return files.filter((file) => file !== reporter).map((file) => path.relative(root, file));
}

/**
 * The declarations of all commands, their texts and those of errors in English, what they share, and commander: one
 * module more for each folder of commands.
 */
const most = 55;

test.each(['--version', '--help', 'run --help', 'models evaluate --help'])(
  'triage %s loads the declarations of the commands and nothing of their work',
  (command) => {
    const modules = modulesOf(command.split(' '));
    const packages = modules
      .filter((file) => file.startsWith('node_modules'))
      .map((file) => file.split(path.sep)[1]);
    expect([...new Set(packages)]).toEqual(['commander']);
    expect(modules.length).toBeLessThanOrEqual(most);
    expect(modules).toContain(path.join('dist', 'cli', 'main.js'));
  },
);

test('a command that runs loads its own work, and no other', () => {
  const modules = modulesOf(['decode', '/no/such/file.dcm']);
  const commands = modules.filter((file) => file.startsWith(path.join('dist', 'cli', 'commands')));
  const work = commands.map((file) => path.basename(file)).filter((name) => !/ommands?\.js$/.test(name));
  expect(work).toEqual(['decode.js']);
});
