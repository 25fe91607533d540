import { existsSync } from 'node:fs';
import path from 'node:path';
import { fingerprintOf, parseVerifierKey, type VerifierKey } from '../../../../audit/proof/verifierKey';
import { publicKeyFile } from '../../../../signing/keyFile';
import { auditKeyFile } from '../../../site/localSite';
import type { LogPlace } from '../../../site/logPlace';
import { UsageError } from '../../../terminal/errors';
import { say } from '../../../terminal/say';
import { readTextFile } from './readGiven';

/** The key to pin: the one given, or else the one beside the log, which is reported. @throws UsageError */
export function pinnedKey(given: string | undefined, place: LogPlace): VerifierKey {
  if (given !== undefined) return givenKey(given);
  const file = place.folder && publicKeyFile(path.join(place.folder, auditKeyFile));
  if (file === undefined || !existsSync(file))
    throw new UsageError(
      'No public key was given: use --key KEY, with the line that was noted when the log began.',
    );
  const key = readKey(readTextFile(file));
  say(
    `The public key was taken from ${file}. Whoever can change the log there can change that file, too: compare its fingerprint, ${fingerprintOf(key)}, with the one that you were given, or use --key.`,
  );
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
    throw new UsageError(`The public key cannot be read: ${(error as Error).message}.`);
  }
}
