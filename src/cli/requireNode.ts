import { nodeProblem, packageNeeds } from '../places/platform';
import { exitCodes } from './terminal/exitCodes';

const problem = nodeProblem(packageNeeds(), process.versions.node);

if (problem !== undefined) {
  process.stderr.write(`triage ${problem}: use npm run triage -- …, which brings its own.\n`);
  process.exit(exitCodes.failed);
}
