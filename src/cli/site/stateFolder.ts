import os from 'node:os';
import path from 'node:path';

/**
 * Where this user's programs keep what they know on this system. Keys and patients' data do not belong beside
 * the app's code, where whatever works with the code could come upon them.
 */
export function stateFolder(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  home = os.homedir(),
): string {
  return path.join(baseFolder(platform, environment, home), 'imaging-triage');
}

function baseFolder(
  platform: NodeJS.Platform,
  { LOCALAPPDATA, XDG_STATE_HOME }: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === 'win32') return LOCALAPPDATA || path.join(home, 'AppData/Local');
  if (platform === 'darwin') return path.join(home, 'Library/Application Support');
  // A relative path is to be ignored, says the XDG specification.
  return XDG_STATE_HOME !== undefined && path.isAbsolute(XDG_STATE_HOME)
    ? XDG_STATE_HOME
    : path.join(home, '.local/state');
}
