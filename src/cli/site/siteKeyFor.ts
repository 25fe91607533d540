import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { asSiteKey, type SiteKey, siteKeyBytes } from '../../domain/kernel/ids';
import { UsageError } from '../terminal/errors';
import { openLocalSite } from './localSite';

/**
 * The site's key, where it is at hand: of a data folder where one is named, else from the environment.
 *
 * @throws UsageError where TRIAGE_SITE_KEY is none
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
    throw new UsageError(`TRIAGE_SITE_KEY is not ${siteKeyBytes} random bytes in base64.`);
  }
}

/**
 * The key for a command that works without a site: of a data folder where one is named, else from the environment, else
 * one that nobody keeps.
 *
 * @returns `word`: what the person should know of it
 * @throws UsageError where TRIAGE_SITE_KEY is none
 */
export function siteKeyFor(
  dataDirectory: string | undefined,
  environment: NodeJS.ProcessEnv,
): { siteKey: SiteKey; word?: string } {
  const siteKey = knownSiteKey(dataDirectory, environment);
  if (siteKey !== undefined) return { siteKey };
  const word = 'No site key is given: the new UIDs are the same within this run, and others in the next one.';
  return { siteKey: asSiteKey(randomBytes(siteKeyBytes)), word };
}
