/**
 * A command's action whose module is loaded when it runs: declaring all commands, as `--help` does, loads
 * none of their work. A number that the work returns is the exit status.
 *
 * @param load imports the work, as in `async () => (await import('./run.ts')).run`
 */
export function lazily<Args extends readonly unknown[]>(
  load: () => Promise<(...args: Args) => unknown>,
): (...args: Args) => Promise<void> {
  return async (...args) => {
    const work = await load();
    const status = await work(...args);
    if (typeof status === 'number') process.exitCode = status;
  };
}
