import { exitCodes } from './terminal/exitCodes';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(
    `triage needs Node 22.13 or later, and this is ${process.versions.node}: use npm run triage -- …, which brings its own.\n`,
  );
  process.exit(exitCodes.failed);
}
