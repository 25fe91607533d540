import { language } from '../language/declared';

/**
 * A command's action whose module is loaded when it runs: declaring all commands, as `--help` does, loads
 * none of their work, nor what it says. A number that the work returns is the exit status.
 *
 * @param load imports the work, as in `async () => (await import('./run.ts')).run`
 */
export function lazily<Args extends readonly unknown[]>(
  load: () => Promise<(...args: Args) => unknown>,
): (...args: Args) => Promise<void> {
  return async (...args) => {
    const { speak } = await import('../language/language.ts');
    await speak(language);
    const work = await load();
    const status = await work(...args);
    if (typeof status === 'number') process.exitCode = status;
  };
}
