import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { TokenCredential } from '@azure/identity';
import {
  CryptographyClient,
  type CryptographyClientOptions,
  KeyClient,
  type KeyVaultKey,
} from '@azure/keyvault-keys';
import type { Signer } from '../audit/proof/signer';
import { verifierKeyOf } from '../audit/proof/verifierKey';
import { AuditKeyError } from './keyFile';

/** `https://{vault}/keys/{name}/{version}`: one version of a key, since each version is a different key. */
const keyId = /^(https?:\/\/[^/]+)\/keys\/([0-9A-Za-z-]+)\/([0-9a-f]{32})$/;

/** Whether this can be the id of one key version. */
export function isKeyVersionId(id: string): boolean {
  return keyId.test(id);
}

/**
 * A key in Key Vault, on the curve P-256, that signs with ES256 and never leaves the vault.
 *
 * @param id of one version of the key
 * @param name of the log
 * @throws AuditKeyError if it is not such a key
 */
export async function keyVaultSigner(
  id: string,
  name: string,
  credential: TokenCredential,
  options: CryptographyClientOptions = {},
): Promise<Signer> {
  const [, vault, keyName, version] = keyId.exec(id) ?? [];
  if (vault === undefined || keyName === undefined || version === undefined)
    throw new AuditKeyError(
      `${id} does not name a version of a key: expected https://VAULT/keys/NAME/VERSION.`,
    );
  const key = await new KeyClient(vault, credential, options).getKey(keyName, { version });
  const client = new CryptographyClient(id, credential, options);
  return {
    key: verifierKeyOf(name, publicKeyOf(key)),
    sign: async (text) => {
      const digest = createHash('sha256').update(text).digest();
      const { result } = await client.sign('ES256', digest);
      return derOf(result);
    },
  };
}

function publicKeyOf({ key, id }: KeyVaultKey): KeyObject {
  const { kty, crv, x, y } = key ?? {};
  if (!(kty === 'EC' || kty === 'EC-HSM') || crv !== 'P-256' || !x || !y)
    throw new AuditKeyError(`${id} is not a key on the curve P-256: create one with --kty EC --curve P-256.`);
  const [base64X, base64Y] = [x, y].map((bytes) => Buffer.from(bytes).toString('base64url'));
  return createPublicKey({ key: { kty: 'EC', crv, x: base64X, y: base64Y }, format: 'jwk' });
}

/**
 * Key Vault signs in the form of JSON Web Algorithms (RFC 7518 section 3.4): r and s, 32 bytes each. Signed
 * notes contain the DER of `SEQUENCE { r INTEGER, s INTEGER }` (RFC 3279 section 2.2.3).
 *
 * @throws AuditKeyError if it is not such a signature
 */
export function derOf(signature: Uint8Array): Buffer {
  if (signature.length !== 64)
    throw new AuditKeyError(`Key Vault answered with a signature of ${signature.length} bytes, not 64.`);
  const integers = [signature.subarray(0, 32), signature.subarray(32)].map(integerOf);
  const content = Buffer.concat(integers);
  return Buffer.concat([Buffer.of(0x30, content.length), content]);
}

/** Strips leading zeros, except one if the number would otherwise be negative. */
function integerOf(bytes: Uint8Array): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? Uint8Array.of(0) : bytes.subarray(start);
  const positive =
    (digits[0] as number) >= 0x80 ? Buffer.concat([Buffer.of(0), digits]) : Buffer.from(digits);
  return Buffer.concat([Buffer.of(0x02, positive.length), positive]);
}
