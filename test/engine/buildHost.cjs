// Builds the host of Microsoft's engine from the locked packages; without the .NET SDK its tests skip themselves.
const { spawnSync } = require('node:child_process');
const path = require('node:path');

const { stdout } = spawnSync('dotnet', ['--list-sdks'], { encoding: 'utf8' });
if (/^10\./m.test(stdout ?? '')) {
  const options = ['-p:RestoreLockedMode=true', '--nologo', '--verbosity', 'quiet'];
  const { status } = spawnSync('dotnet', ['build', path.join(__dirname, 'host'), ...options], {
    stdio: 'inherit',
    env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' },
  });
  process.exitCode = status ?? 1;
}
