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

function faultsOf(program, file) {
  const run = (...args) => spawnSync(program, args, { encoding: 'utf8', env: environment, cwd: infra });
  const lint = run('lint', file);
  const format = run('format', file, '--stdout');
  const said = `${lint.stdout}${lint.stderr}${format.stderr}`.trim();
  if (said !== '' || lint.status !== 0) return said || `bicep lint ended with ${lint.status}`;
  return format.stdout === readFileSync(file, 'utf8') ? '' : `${file}: run bicep format`;
}

const compiler = bicepCompiler();
if ('missing' in compiler) {
  console.log(`not checked, it needs ${compiler.missing}`);
} else {
  const files = globSync(['*.bicep', '*.bicepparam', 'modules/*.bicep'], { cwd: infra });
  const faults = files.map((file) => faultsOf(compiler.program, path.join(infra, file))).filter(Boolean);
  console.log(faults.length > 0 ? faults.join('\n') : `${files.length} files compile without a message`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
