import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { asSiteKey, type SiteKey, siteKeyBytes } from '../../domain/kernel/identifiers/ids';
import { texts } from '../language/declared';
import { CliError, UsageError } from '../terminal/errors';
import { openLocalSite } from './localSite';

/**
 * The site's key, if available: from a data folder if one is named, else from the environment.
 *
 * @throws UsageError if TRIAGE_SITE_KEY is not a key
 */
export function knownSiteKey(
  dataDirectory: string | undefined,
  environment: NodeJS.ProcessEnv,
): SiteKey | undefined {
  const kept =
    dataDirectory === undefined
      ? environment.TRIAGE_SITE_KEY
      : openLocalSite(path.resolve(dataDirectory)).TRIAGE_SITE_KEY;
  if (!kept) return undefined;
  try {
    return asSiteKey(Buffer.from(kept, 'base64'));
  } catch {
    throw new UsageError(texts.errors.siteKey.bad(siteKeyBytes));
  }
}

/**
 * The site's key, for a command that changes nothing without it.
 *
 * @param why it needs the key, a clause
 * @throws CliError if it is not available @throws UsageError if TRIAGE_SITE_KEY is not a key
 */
export function requiredSiteKey(
  dataDirectory: string | undefined,
  environment: NodeJS.ProcessEnv,
  why: string,
): SiteKey {
  const siteKey = knownSiteKey(dataDirectory, environment);
  if (siteKey !== undefined) return siteKey;
  throw new CliError(texts.errors.siteKey.needed(why));
}

/**
 * The key for a command that works without a site: from a data folder if one is named, else from the
 * environment, else a random one that is not kept.
 *
 * @returns `word`: what the person should know about it
 * @throws UsageError if TRIAGE_SITE_KEY is not a key
 */
export function siteKeyFor(
  dataDirectory: string | undefined,
  environment: NodeJS.ProcessEnv,
): { siteKey: SiteKey; word?: string } {
  const siteKey = knownSiteKey(dataDirectory, environment);
  if (siteKey !== undefined) return { siteKey };
  const word = texts.errors.siteKey.random;
  return { siteKey: asSiteKey(randomBytes(siteKeyBytes)), word };
}
