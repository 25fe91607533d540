import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

/** Signature types of C2SP signed-note. */
const types = { ed25519: 1, es256: 2 } as const;

/** A public key with the name of the log that it signs, as a verifier pins it. */
export interface VerifierKey {
  readonly name: string;
  readonly algorithm: keyof typeof types;
  /** The first four bytes of a hash; distinguishes keys of one name, and proves nothing. */
  readonly id: Buffer;
  readonly publicKey: KeyObject;
  /** `<name>+<id>+<key>`: the form in which a key is written down and pinned. */
  readonly text: string;
}

const ed25519Start = Buffer.from('302a300506032b6570032100', 'hex');

/** @throws RangeError for a key that is neither Ed25519 nor on the curve P-256 */
export function verifierKeyOf(name: string, publicKey: KeyObject): VerifierKey {
  if (!isKeyName(name)) throw new RangeError(`"${name}" cannot name a key: no spaces, no plus`);
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const algorithm = algorithmOf(publicKey);
  const encoded = algorithm === 'ed25519' ? spki.subarray(ed25519Start.length) : spki;
  const typed = Buffer.concat([Buffer.of(types[algorithm]), encoded]);
  // For ECDSA keys, the id is computed from the key alone, as the first programs to use them did.
  const hashed = algorithm === 'ed25519' ? Buffer.concat([Buffer.from(`${name}\n`), typed]) : spki;
  const id = createHash('sha256').update(hashed).digest().subarray(0, 4);
  const text = `${name}+${id.toString('hex')}+${typed.toString('base64')}`;
  return { name, algorithm, id, publicKey, text };
}

function algorithmOf(key: KeyObject): VerifierKey['algorithm'] {
  if (key.asymmetricKeyType === 'ed25519') return 'ed25519';
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'es256';
  throw new RangeError('a log is signed with an Ed25519 key or one on the curve P-256');
}

function isKeyName(name: string): boolean {
  return /^[^\s+]+$/u.test(name);
}

/** @throws RangeError if the text is not a verifier key, or its id does not match its key */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim()) ?? [];
  if (name === undefined || base64 === undefined)
    throw new RangeError('this is not a verifier key (name+id+key)');
  const typed = Buffer.from(base64, 'base64');
  const key = verifierKeyOf(name, publicKeyOf(typed));
  if (key.id.toString('hex') !== id)
    throw new RangeError('the id in the verifier key is not that of its key');
  return key;
}

function publicKeyOf(typed: Buffer): KeyObject {
  const encoded = typed.subarray(1);
  const der = typed[0] === types.ed25519 ? Buffer.concat([ed25519Start, encoded]) : encoded;
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch (cause) {
    throw new RangeError('the key in the verifier key cannot be read', { cause });
  }
}

/** Whether this key made this signature over the text. ES256 signatures are in DER, as in signed notes. */
export function hasSigned(key: VerifierKey, text: Uint8Array, signature: Uint8Array): boolean {
  return verify(key.algorithm === 'ed25519' ? null : 'sha256', text, key.publicKey, signature);
}

/** The first bytes of a hash of the whole key, in groups, for two people to compare over the phone. */
export function fingerprintOf(key: VerifierKey): string {
  const hex = createHash('sha256').update(key.text).digest('hex').slice(0, 32);
  return (hex.match(/.{4}/g) as string[]).join(' ');
}
