import { RuntimeStartError } from './errors';

/** The first version with `node:sqlite` without a flag. */
const needed = [22, 13] as const;

/** Refuses a Node.js that is too old before it fails with a less helpful error. */
export function checkNodeVersion(version: string = process.versions.node): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return;
  throw new RuntimeStartError(
    `The local runtime needs Node.js ${needed.join('.')} or newer, and this is ${version}: install a newer one, or start it with npm run, which brings its own.`,
  );
}
