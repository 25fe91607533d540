/**
 * Compiles and lints everything in infra/, and compares its layout with the compiler's own: any message is a fault.
 * `node infra/tools/check.cjs`. Where the compiler cannot be had, that is said, and is no failure.
 */
const { spawnSync } = require('node:child_process');
const { globSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { bicepCompiler } = require('./compiler.cjs');

const infra = path.resolve(__dirname, '..');
const environment = { ...process.env, AZURE_ENV_NAME: 'check', AZURE_LOCATION: 'westeurope' };

function run(program, ...args) {
  return spawnSync(program, args, { encoding: 'utf8', env: environment, cwd: infra });
}

/** The parameters' file takes the template and its modules along. */
function messages(program) {
  const { status, stdout, stderr } = run(program, 'lint', 'main.bicepparam');
  const said = `${stdout}${stderr}`.trim();
  return said || (status === 0 ? '' : `bicep lint ended with ${status}`);
}

function isFormatted(program, file) {
  const { stdout } = run(program, 'format', file, '--stdout');
  return stdout === readFileSync(path.join(infra, file), 'utf8');
}

const compiler = bicepCompiler();
if ('missing' in compiler) {
  console.log(`not checked, it needs ${compiler.missing}`);
} else {
  const files = globSync(['*.bicep', '*.bicepparam', '{modules,monitoring}/*.bicep'], { cwd: infra });
  const unformatted = files.filter((file) => !isFormatted(compiler.program, file));
  const faults = [
    messages(compiler.program),
    ...unformatted.map((file) => `${file}: run bicep format`),
  ].filter(Boolean);
  console.log(faults.length > 0 ? faults.join('\n') : `${files.length} files compile without a message`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
