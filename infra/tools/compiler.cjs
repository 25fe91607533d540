/**
 * The Bicep compiler, in the version of bicep.csproj, from NuGet's own cache; fetched with `dotnet` where it is not
 * there yet. packages.lock.json holds its hash.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { homedir, tmpdir } = require('node:os');
const path = require('node:path');

const packageName = 'Azure.Bicep.CommandLine.linux-x64';
const project = path.join(__dirname, 'bicep.csproj');

/** The exact version that bicep.csproj names. */
const version = /Version="\[([\d.]+)\]"/.exec(readFileSync(project, 'utf8'))[1];

function programOf(packages) {
  return path.join(packages, packageName.toLowerCase(), version, 'tools/bicep');
}

/** Into NuGet's cache; refused where the package is not the one of the lockfile. */
function restore() {
  const objects = mkdtempSync(path.join(tmpdir(), 'bicep-'));
  try {
    return spawnSync(
      'dotnet',
      ['restore', project, '--locked-mode', `-p:BaseIntermediateOutputPath=${objects}/`, '--nologo'],
      { encoding: 'utf8', timeout: 180_000, env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1' } },
    );
  } finally {
    rmSync(objects, { recursive: true, force: true });
  }
}

/** @returns {{ program: string } | { missing: string }} */
function bicepCompiler() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { missing: 'Linux on x64, for the Bicep compiler' };
  const program = programOf(process.env.NUGET_PACKAGES || path.join(homedir(), '.nuget/packages'));
  if (existsSync(program)) return { program };
  const { status, error, stdout } = restore();
  if (error) return { missing: 'the .NET SDK (dotnet), which fetches the Bicep compiler from NuGet' };
  if (status === 0 && existsSync(program)) return { program };
  return { missing: `the Bicep compiler ${version} from NuGet (${stdout.trim().split('\n').at(-1)})` };
}

module.exports = { bicepCompiler };
