import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Signer } from '../audit/proof/signer';
import { verifierKeyOf } from '../audit/proof/verifierKey';

/** The audit log's key cannot be used, and what to do about it. */
export class AuditKeyError extends Error {
  override readonly name = 'AuditKeyError';
}

/**
 * The Ed25519 key in a file (PKCS #8, PEM), created if there never was one and readable only by its owner.
 * Beside it lies `<file>.pub`, which verifiers pin.
 *
 * @param name of the log
 * @throws AuditKeyError if the file cannot be read or written, holds no such key, or is gone
 */
export function openKeyFile(file: string, name: string): Signer {
  const signer = keyFileSigner(file, name) ?? firstKey(file, name);
  notePublicKey(file, signer);
  return signer;
}

/**
 * A public key without its private key means that the key was lost: another key could not continue its log.
 */
function firstKey(file: string, name: string): Signer {
  if (!existsSync(publicKeyFile(file))) return makeKeyFile(file, name);
  // Another process may have just made both.
  const signer = keyFileSigner(file, name);
  if (signer !== undefined) return signer;
  throw new AuditKeyError(
    `The audit key ${file} is missing, but ${publicKeyFile(file)} shows that there was one: restore it from a copy. Nothing is sealed until then, and nothing is lost.`,
  );
}

/** The key in a file; undefined if there is no file. @throws AuditKeyError */
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

/** Two processes may start at once: the key is linked into place, which succeeds only for the first. */
export function makeKeyFile(file: string, name: string): Signer {
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = `${file}.${process.pid}.new`;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
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
 * Replaces the key and keeps the old one under another name. There is always a key in place, since the app
 * may read the file at any time. Safe to repeat after an interruption.
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
