const { spawnSync } = require('node:child_process');

/** Debian's own comes after the first one on the path, which may lack its modules. */
const programs = ['python3', '/usr/bin/python3'];

/**
 * What a Python script prints; undefined, and a line that says why, where no Python has the modules.
 * @throws Error where the script fails
 */
function runPython(modules, args) {
  const program = programs.find((one) => spawnSync(one, ['-c', `import ${modules.join(', ')}`]).status === 0);
  if (program === undefined) {
    console.log(`No reference: it needs Debian's python3-${modules.join(' and python3-')}.`);
    return undefined;
  }
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

module.exports = { runPython };
