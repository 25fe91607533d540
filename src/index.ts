import { packageNeeds, platformProblem, thisMachine } from './places/platform';

const problem = platformProblem(packageNeeds(), thisMachine());
if (problem !== undefined) throw new Error(problem);

// Loaded only now: on another Node or platform it would fail with an error that says nothing of the reason.
require('./registrations');
