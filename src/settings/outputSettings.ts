import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type OutputsFile, outputsFileSchema, secretsOf } from '../domain/outputs/receiver';
import { SettingsError } from './settingsError';

export const outputEnvironment = {
  TRIAGE_OUTPUTS: z.string().optional(),
};

export interface OutputSettings extends OutputsFile {
  /** What the settings hold that receivers name as their secrets. */
  readonly secrets: ReadonlyMap<string, string>;
}

const none: OutputSettings = { receivers: [], secrets: new Map() };

/** An app setting that names a secret in Key Vault holds its name until the platform has fetched it. */
const keyVaultReference = /^@Microsoft\.KeyVault\(/i;

/**
 * To whom outputs are sent: a file, or the JSON itself, which begins with a brace.
 *
 * @param text of TRIAGE_OUTPUTS
 * @throws SettingsError naming the key and what was expected; it never says a secret
 */
export function outputSettings(
  text: string | undefined,
  environment: NodeJS.ProcessEnv,
  appDirectory: string,
): OutputSettings {
  if (text === undefined) return none;
  const isJson = text.trimStart().startsWith('{');
  const where = isJson ? 'TRIAGE_OUTPUTS' : `TRIAGE_OUTPUTS: ${path.resolve(appDirectory, text)}`;
  const parsed = outputsFileSchema.safeParse(jsonOf(text, isJson, appDirectory, where));
  if (!parsed.success) throw new SettingsError(`${where}: ${issuesOf(parsed.error)}`);
  const names = secretsOf(parsed.data.receivers);
  return { ...parsed.data, secrets: new Map(names.map((name) => [name, secretIn(environment, name)])) };
}

function jsonOf(text: string, isJson: boolean, appDirectory: string, where: string): unknown {
  try {
    return JSON.parse(isJson ? text : readFileSync(path.resolve(appDirectory, text), 'utf8'));
  } catch (error) {
    // What a parser says quotes the text; of a file that cannot be opened the code says enough.
    const why = (error as NodeJS.ErrnoException).code ?? 'it is not JSON';
    throw new SettingsError(`${where} cannot be read as JSON (${why})`);
  }
}

function secretIn(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (!value)
    throw new SettingsError(
      `${name}: expected the secret of a receiver, since TRIAGE_OUTPUTS names this setting`,
    );
  if (keyVaultReference.test(value))
    throw new SettingsError(
      `${name}: its reference to Key Vault was not resolved; give the identity of the app the role Key Vault Secrets User, and check the name of the secret`,
    );
  return value;
}

function issuesOf(error: z.ZodError): string {
  return error.issues
    .map(({ path: keys, message }) => [keys.join('.'), message].filter(Boolean).join(': '))
    .join('; ');
}
