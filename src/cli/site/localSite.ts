import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connectionSettings } from '../../connections/storageConnection';
import { siteKeyBytes } from '../../domain/kernel/identifiers/ids';
import { privateFolder } from '../../local/privateFolder';
import { dataConnection } from '../../settings/accounts';
import { texts } from '../language/declared';
import { CliError, diskProblem } from '../terminal/errors';

const keyFile = 'site-key';
/** The app creates it when it first seals its audit log. */
export const auditKeyFile = 'audit-key';

/**
 * The site of a local data folder: the secret from which its ids are made. It is generated on the first start
 * and kept; with another one every file would get new ids.
 *
 * @returns the settings that the app needs for it.
 * @throws CliError if the folder cannot be written, or its key is damaged.
 */
export function openLocalSite(dataDirectory: string): Record<string, string> {
  try {
    privateFolder(dataDirectory);
    return {
      TRIAGE_SITE_KEY: keptKey(path.join(dataDirectory, keyFile)),
      TRIAGE_MODELS_CACHE: modelsCacheIn(dataDirectory),
      TRIAGE_BLOB_SOURCE: 'LogsAndContainerScan',
      TRIAGE_INGEST: 'blob',
      TRIAGE_SIGN_IN: 'development',
      TRIAGE_AUDIT_KEY_FILE: path.resolve(dataDirectory, auditKeyFile),
      ...noOtherAccount,
    };
  } catch (error) {
    const problem = diskProblem(error);
    if (problem === undefined) throw error;
    throw new CliError(texts.errors.place.dataFolder(dataDirectory, problem), undefined, { cause: error });
  }
}

/** The data lies in the folder, whatever account the environment names. */
const noOtherAccount = Object.fromEntries(connectionSettings(dataConnection).map((name) => [name, '']));

/** Where a data folder keeps copies of its site's models. */
export function modelsCacheIn(dataDirectory: string): string {
  return path.resolve(dataDirectory, 'models-cache');
}

/** Two processes may start at once: the key is linked into place, which only the first one can do. */
function keptKey(file: string): string {
  const known = readKey(file);
  if (known !== undefined) return known;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(siteKeyBytes).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readKey(file) as string;
}

function readKey(file: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (Buffer.from(text, 'base64').length < siteKeyBytes) {
    throw new CliError(texts.errors.place.siteKeyDamaged(file));
  }
  return text;
}
