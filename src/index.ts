import { enableCompileCache, flushCompileCache } from 'node:module';
import { packageNeeds, platformProblem, thisMachine } from './places/platform';

const problem = platformProblem(packageNeeds(), thisMachine());
if (problem !== undefined) throw new Error(problem);

/** When most of what is used has been compiled. */
const settledMs = 30_000;

// The app's folder is read-only there. Nowhere else: another user of the machine could put code into its temporary folder.
if (process.env.WEBSITE_INSTANCE_ID !== undefined) {
  enableCompileCache();
  setTimeout(flushCompileCache, settledMs).unref();
}

// Loaded only now: on another Node or platform it would fail with an error that says nothing of the reason.
require('./registrations');
