import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Signer } from '../audit/proof/signer';
import { verifierKeyOf } from '../audit/proof/verifierKey';

/** The key of the audit log cannot be used, and what to do. */
export class AuditKeyError extends Error {
  override readonly name = 'AuditKeyError';
}

/**
 * The Ed25519 key in a file (PKCS #8, PEM), which is made where there never was one: readable by its owner only. Beside
 * it lies `<file>.pub`, what a verifier pins.
 *
 * @param name of the log
 * @throws AuditKeyError where the file cannot be read or written, holds no such key, or is gone
 */
export function openKeyFile(file: string, name: string): Signer {
  const signer = keyFileSigner(file, name) ?? firstKey(file, name);
  notePublicKey(file, signer);
  return signer;
}

/** A public key without its private one was left by a key that is lost: another one could not go on with its log. */
function firstKey(file: string, name: string): Signer {
  if (!existsSync(publicKeyFile(file))) return makeKeyFile(file, name);
  // Another process may have made both a moment ago.
  const signer = keyFileSigner(file, name);
  if (signer !== undefined) return signer;
  throw new AuditKeyError(
    `The audit key ${file} is missing, but ${publicKeyFile(file)} shows that there was one: restore it from a copy. Nothing is sealed until then, and nothing is lost.`,
  );
}

/** The key in a file; undefined where there is no file. @throws AuditKeyError */
export function keyFileSigner(file: string, name: string): Signer | undefined {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new AuditKeyError(
      `The audit key ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
  const key = privateKeyIn(pem);
  if (key?.asymmetricKeyType !== 'ed25519') throw damaged(file);
  return signerOf(key, name);
}

function privateKeyIn(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function damaged(file: string): AuditKeyError {
  return new AuditKeyError(
    `${file} does not contain an Ed25519 private key (PKCS #8, PEM): restore it from a copy. A log signed with another key is another log.`,
  );
}

/** @param privateKey Ed25519 */
export function signerOf(privateKey: KeyObject, name: string): Signer {
  return {
    key: verifierKeyOf(name, createPublicKey(privateKey)),
    sign: async (text) => sign(null, text, privateKey),
  };
}

/** Two processes may start at once: the key is linked into place, which only the first one manages. */
export function makeKeyFile(file: string, name: string): Signer {
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = `${file}.${process.pid}.new`;
  try {
    writeFileSync(draft, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flush: true });
    chmodSync(draft, 0o600);
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new AuditKeyError(
        `The audit key ${file} cannot be made (${(error as NodeJS.ErrnoException).code}).`,
      );
  } finally {
    rmSync(draft, { force: true });
  }
  return keyFileSigner(file, name) as Signer;
}

/**
 * Puts another key in the place of one, which is kept under another name. At no moment is there none: the app may look
 * at any of them. May be done again where it was cut off.
 */
export function replaceKeyFile(file: string, next: string, kept: string): void {
  try {
    linkSync(file, kept);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  renameSync(next, file);
}

export function publicKeyFile(file: string): string {
  return `${file}.pub`;
}

function notePublicKey(file: string, { key }: Signer): void {
  try {
    if (readFileSync(publicKeyFile(file), 'utf8').trim() === key.text) return;
  } catch {}
  writeFileSync(publicKeyFile(file), `${key.text}\n`);
}
