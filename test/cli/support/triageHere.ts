import { Writable } from 'node:stream';
import { runCommand } from '../../../src/cli/runCommand';
import { cleanEnvironment } from './cleanEnvironment';

/** What somebody sees who sends both outputs of a command to files. */
class Output extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a command in this process, from its arguments to its exit status: for tests of what it does and says. A test
 * of how its process starts, is interrupted or ends takes `triage`. One command runs at a time.
 */
export function triageHere(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const ended = last.then(() => run(args, environment));
  last = ended.catch(() => {});
  return ended;
}

async function run(args: readonly string[], environment: NodeJS.ProcessEnv) {
  const before = { env: process.env, exitCode: process.exitCode };
  const streams = (['stdout', 'stderr'] as const).map((name) => ({
    name,
    output: new Output(),
    own: Object.getOwnPropertyDescriptor(process, name) as PropertyDescriptor,
  }));
  for (const { name, output } of streams)
    Object.defineProperty(process, name, { value: output, configurable: true });
  process.env = cleanEnvironment(environment);
  process.exitCode = undefined;
  try {
    await runCommand(args);
    const [stdout = '', stderr = ''] = streams.map(({ output }) => output.text);
    return { code: Number(process.exitCode ?? 0), stdout, stderr };
  } finally {
    for (const { name, own } of streams) Object.defineProperty(process, name, own);
    process.env = before.env;
    process.exitCode = before.exitCode;
  }
}
