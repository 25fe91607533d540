import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { openCheckpoint, signCheckpoint } from '../../src/audit/proof/checkpoint';
import { parseVerifierKey } from '../../src/audit/proof/verifierKey';
import { derOf, isKeyVersionId, keyVaultSigner } from '../../src/signing/keyVault';

/**
 * Key Vault as its REST reference describes it: the 401 with a challenge before the first token, GET of a key version,
 * POST …/sign of a digest, both base64url without padding, `alg` ES256, r ‖ s as the answer.
 */
class Vault {
  readonly asked: {
    method: string;
    path: string;
    version: string | null;
    token: string | undefined;
    body: unknown;
  }[] = [];
  readonly #keys = new Map<string, { privateKey: KeyObject; curve: string }>();
  #server!: Server;
  url = '';
  failure: number | undefined;

  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(({ status, body, challenge }) => {
        response.writeHead(status, {
          'content-type': 'application/json; charset=utf-8',
          ...(challenge === undefined ? {} : { 'www-authenticate': challenge }),
        });
        response.end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  addKey(name: string, version: string, curve: 'P-256' | 'P-384'): string {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: curve });
    this.#keys.set(`/keys/${name}/${version}`, { privateKey, curve });
    return `${this.url}/keys/${name}/${version}`;
  }

  publicKey(id: string): KeyObject {
    return createPublicKey(this.#keyAt(id.slice(this.url.length))?.privateKey as KeyObject);
  }

  #keyAt(path: string) {
    return this.#keys.get(path);
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: unknown; challenge?: string }> {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    const raw = await text(request);
    const token = request.headers.authorization?.replace(/^Bearer /, '');
    const body: unknown = raw === '' ? undefined : JSON.parse(raw);
    this.asked.push({
      method: request.method ?? '',
      path: pathname,
      version: searchParams.get('api-version'),
      token,
      body,
    });
    if (token === undefined) {
      const challenge =
        'Bearer authorization="https://login.microsoftonline.com/tenant", resource="https://vault.azure.net"';
      return { status: 401, body: { error: { code: 'Unauthorized', message: 'AKV10000' } }, challenge };
    }
    if (this.failure !== undefined)
      return {
        status: this.failure,
        body: { error: { code: 'Forbidden', message: 'does not have keys sign permission' } },
      };
    const path = pathname.replace(/\/sign$/, '');
    const key = this.#keyAt(path);
    if (key === undefined)
      return { status: 404, body: { error: { code: 'KeyNotFound', message: 'not found' } } };
    const kid = `${this.url}${path}`;
    if (!pathname.endsWith('/sign')) {
      const { x, y } = createPublicKey(key.privateKey).export({ format: 'jwk' });
      const attributes = { enabled: true, created: 1_760_000_000, updated: 1_760_000_000 };
      return {
        status: 200,
        body: { key: { kid, kty: 'EC', crv: key.curve, x, y, key_ops: ['sign', 'verify'] }, attributes },
      };
    }
    const { alg, value } = body as { alg: string; value: string };
    if (alg !== 'ES256' || Buffer.from(value, 'base64url').length !== 32)
      return {
        status: 400,
        body: { error: { code: 'BadParameter', message: 'Property has invalid value' } },
      };
    return {
      status: 200,
      body: { kid, value: signDigest(Buffer.from(value, 'base64url'), key.privateKey).toString('base64url') },
    };
  }
}

/** Node signs messages, Key Vault digests: this one knows which message of the test a digest is of. */
function signDigest(digest: Buffer, privateKey: KeyObject): Buffer {
  const known = messages.get(digest.toString('hex'));
  if (known === undefined) throw new Error('the vault was asked to sign a digest of no message of this test');
  return sign('sha256', known, { key: privateKey, dsaEncoding: 'ieee-p1363' });
}

const messages = new Map<string, Buffer>();
const version = '0123456789abcdef0123456789abcdef';
const credential = {
  getToken: async () => ({ token: 'a-token', expiresOnTimestamp: Date.now() + 3_600_000 }),
};
const options = {
  allowInsecureConnection: true,
  disableChallengeResourceVerification: true,
  retryOptions: { maxRetries: 0 },
};

let vault: Vault;

beforeAll(async () => {
  vault = new Vault();
  await vault.start();
});
afterAll(() => vault.stop());
beforeEach(() => {
  vault.asked.length = 0;
  vault.failure = undefined;
});

function expected(message: string): Buffer {
  const bytes = Buffer.from(message);
  messages.set(createHash('sha256').update(bytes).digest('hex'), bytes);
  return bytes;
}

test('a checkpoint is signed in the vault, and anybody with the public key can tell', async () => {
  const id = vault.addKey('audit', version, 'P-256');
  const signer = await keyVaultSigner(id, 'hospital.example/audit', credential, options);
  const root = createHash('sha256').digest();
  expected(`hospital.example/audit\n0\n${root.toString('base64')}\n`);
  const note = await signCheckpoint({ origin: 'hospital.example/audit', size: 0, root }, signer);
  const pinned = parseVerifierKey(signer.key.text);
  expect(openCheckpoint(note, [pinned])).toMatchObject({ size: 0, root });
  expect(pinned.algorithm).toBe('es256');
  expect(pinned.publicKey.equals(vault.publicKey(id))).toBe(true);
  // The key's id as signed notes have it for ECDSA: the hash of the key alone.
  const spki = vault.publicKey(id).export({ format: 'der', type: 'spki' });
  expect(pinned.id).toEqual(createHash('sha256').update(spki).digest().subarray(0, 4));
});

test('it asks as the reference says: challenge, key, digest', async () => {
  const id = vault.addKey('asked', version, 'P-256');
  const signer = await keyVaultSigner(id, 'hospital.example/audit', credential, options);
  const message = expected('what is signed');
  const signature = await signer.sign(message);
  expect(verify('sha256', message, vault.publicKey(id), signature)).toBe(true);
  const [challenged, key] = vault.asked;
  expect(challenged).toMatchObject({ method: 'GET', path: `/keys/asked/${version}`, token: undefined });
  expect(key).toMatchObject({ method: 'GET', path: `/keys/asked/${version}`, token: 'a-token' });
  expect(vault.asked.at(-1)).toMatchObject({
    method: 'POST',
    path: `/keys/asked/${version}/sign`,
    version: expect.stringMatching(/^(7\.\d|20\d\d-\d\d-\d\d)$/),
    token: 'a-token',
    body: { alg: 'ES256', value: createHash('sha256').update(message).digest('base64url') },
  });
});

test('a key on another curve, a missing one, an id without a version, and a refusal are said for what they are', async () => {
  const other = vault.addKey('other', version, 'P-384');
  await expect(keyVaultSigner(other, 'x', credential, options)).rejects.toThrow(
    'is not a key on the curve P-256',
  );
  await expect(keyVaultSigner(`${vault.url}/keys/none/${version}`, 'x', credential, options)).rejects.toThrow(
    'not found',
  );
  await expect(keyVaultSigner(`${vault.url}/keys/audit`, 'x', credential, options)).rejects.toThrow(
    'VERSION',
  );
  expect(isKeyVersionId('https://v.vault.azure.net/keys/audit')).toBe(false);
  const signer = await keyVaultSigner(vault.addKey('denied', version, 'P-256'), 'x', credential, options);
  vault.failure = 403;
  await expect(signer.sign(expected('denied'))).rejects.toThrow('sign permission');
});

/** RFC 7515, appendix A.3: the example of ES256, with its key and its signature as r and s. */
const rfc7515 = {
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  input:
    'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ',
  signature: 'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
};

test('the signature of RFC 7515 A.3 verifies, in DER as well', () => {
  const { x, y, input } = rfc7515;
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const raw = Buffer.from(rfc7515.signature, 'base64url');
  expect(verify('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }, raw)).toBe(true);
  expect(verify('sha256', Buffer.from(input), key, derOf(raw))).toBe(true);
  expect(verify('sha256', Buffer.from(input), key, raw)).toBe(false);
});

test('DER: numbers without leading zeros, and never negative', () => {
  const hex = (text: string) => Buffer.from(text, 'hex');
  expect(derOf(Buffer.concat([Buffer.alloc(31), hex('01'), Buffer.alloc(31), hex('80')]))).toEqual(
    hex('300702010102020080'),
  );
  expect(derOf(Buffer.alloc(64, 0xff)).length).toBe(72);
  expect(() => derOf(Buffer.alloc(70))).toThrow('70 bytes, not 64');
});

test('DER of any signature is the one that Node makes itself', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (message) => {
      const raw = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      expect(verify('sha256', message, publicKey, derOf(raw))).toBe(true);
    }),
    { numRuns: 200 },
  );
});
