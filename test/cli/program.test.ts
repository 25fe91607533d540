import { createProgram } from '../../src/cli/program';
import { CliError } from '../../src/cli/terminal/errors';

/** The command in this process. */
const run = (...args: string[]) => createProgram().parseAsync(args, { from: 'user' });

test.each([
  ['decode', ['decode', '/no/such/file.dcm']],
  ['audit verify', ['audit', 'verify', '/no/such/folder']],
  ['models check', ['models', 'check', '/no/such/folder']],
  ['run', ['run', '/no/such/file.dcm']],
])('the work of %s is loaded when it runs', async (_, args) => {
  await expect(run(...args)).rejects.toBeInstanceOf(CliError);
});
