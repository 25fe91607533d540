/**
 * Builds what is stale, then runs the command line in this process. With `exec` in package.json it takes the place of
 * npm's shell, which would end at a SIGTERM of a service manager and leave the runtime behind.
 *
 *     node scripts/triage.mjs COMMAND …
 */
import { build } from './build.mjs';

const problems = await build();
for (const { said } of problems) process.stderr.write(said);
if (problems.length > 0) process.exitCode = 1;
else await import('../dist/cli/main.js');
