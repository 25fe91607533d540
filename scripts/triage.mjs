/**
 * Builds what is stale, then runs the command line in this process: what npm and its shell are told to end is one
 * program, and a SIGTERM of a service manager has to reach the runtime.
 *
 *     node scripts/triage.mjs COMMAND …
 */
import { build } from './build.mjs';

const problems = await build();
for (const { said } of problems) process.stderr.write(said);
if (problems.length > 0) process.exitCode = 1;
else await import('../dist/cli/main.js');
