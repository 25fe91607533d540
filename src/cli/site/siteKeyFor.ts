import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { asSiteKey, type SiteKey, siteKeyBytes } from '../../domain/kernel/ids';
import { UsageError } from '../terminal/errors';
import { openLocalSite } from './localSite';

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
  const kept =
    dataDirectory === undefined
      ? environment.TRIAGE_SITE_KEY
      : openLocalSite(path.resolve(dataDirectory)).TRIAGE_SITE_KEY;
  if (!kept) {
    const word =
      'No site key is given: the new UIDs are the same within this run, and others in the next one.';
    return { siteKey: asSiteKey(randomBytes(siteKeyBytes)), word };
  }
  try {
    return { siteKey: asSiteKey(Buffer.from(kept, 'base64')) };
  } catch {
    throw new UsageError(`TRIAGE_SITE_KEY is not ${siteKeyBytes} random bytes in base64.`);
  }
}
