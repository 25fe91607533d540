import { existsSync } from 'node:fs';
import path from 'node:path';
import { fingerprintOf, parseVerifierKey, type VerifierKey } from '../../../../audit/proof/verifierKey';
import { publicKeyFile } from '../../../../signing/keyFile';
import { texts } from '../../../language/language';
import { auditKeyFile } from '../../../site/localSite';
import type { LogPlace } from '../../../site/logPlace';
import { UsageError } from '../../../terminal/errors';
import { say } from '../../../terminal/say';
import { readTextFile } from './readGiven';

/** The key to pin: the one given, or else the one beside the log, which is reported. @throws UsageError */
export function pinnedKey(given: string | undefined, place: LogPlace): VerifierKey {
  if (given !== undefined) return givenKey(given);
  const file = place.folder && publicKeyFile(path.join(place.folder, auditKeyFile));
  if (file === undefined || !existsSync(file)) throw new UsageError(texts.audit.key.none);
  const key = readKey(readTextFile(file));
  say(texts.audit.key.taken(file, fingerprintOf(key)));
  return key;
}

/** A key as text, or a file that holds it. @throws UsageError */
export function givenKey(given: string): VerifierKey {
  return readKey(existsSync(given) ? readTextFile(given) : given);
}

function readKey(text: string): VerifierKey {
  try {
    return parseVerifierKey(text);
  } catch (error) {
    throw new UsageError(texts.audit.key.unreadable((error as Error).message));
  }
}
