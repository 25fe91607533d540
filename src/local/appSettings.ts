import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asError, RuntimeStartError } from './errors';

/** The settings of a function app: application settings in Azure, environment variables in a process. */
export type AppSettings = Readonly<Record<string, string>>;

/**
 * The settings that the app runs with, from lowest to highest precedence: `Values` of the app's
 * local.settings.json, the environment of this process, the caller's settings, and those that the runtime
 * itself must set.
 */
export function appSettings(
  appDirectory: string,
  given: AppSettings,
  imposed: AppSettings,
  inherited: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const settings: Record<string, string> = { ...localSettings(appDirectory) };
  for (const [name, value] of Object.entries(inherited)) if (value !== undefined) settings[name] = value;
  Object.assign(settings, given, imposed);
  reachLoopbackDirectly(settings);
  return settings;
}

/**
 * Keeps requests to this machine away from a proxy: where HTTP_PROXY is set, as on many hospital networks,
 * the Azure SDKs would ask the proxy for 127.0.0.1. Both spellings, because readers differ in which one they
 * use.
 */
export function reachLoopbackDirectly(environment: NodeJS.ProcessEnv): void {
  const given = (environment.no_proxy || environment.NO_PROXY || '').split(',').filter(Boolean);
  const direct = [...new Set([...given, '127.0.0.1', 'localhost'])].join(',');
  environment.NO_PROXY = direct;
  environment.no_proxy = direct;
}

/** Replaces each `%NAME%` with the setting of that name, as the host does in bindings. */
export function resolveSettings(text: string, settings: AppSettings, where: string): string {
  return text.replace(/%([^%]+)%/g, (_, name: string) => {
    const value = settings[name];
    if (value === undefined) {
      throw new RuntimeStartError(`${where} refers to the setting %${name}%, which is not set: set ${name}.`);
    }
    return value;
  });
}

/** Whether `AzureWebJobs.<function>.Disabled` says so. */
export function isDisabled(functionName: string, settings: AppSettings): boolean {
  const value =
    settings[`AzureWebJobs.${functionName}.Disabled`] ?? settings[`AzureWebJobs_${functionName}_Disabled`];
  return value === '1' || value?.toLowerCase() === 'true';
}

function localSettings(appDirectory: string): Record<string, string> {
  const file = join(appDirectory, 'local.settings.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {};
  }
  try {
    const values = (JSON.parse(text) as { Values?: Record<string, unknown> }).Values ?? {};
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  } catch (error) {
    throw new RuntimeStartError(`${file} cannot be read: ${asError(error).message}`);
  }
}
