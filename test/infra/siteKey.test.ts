import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Where {
  readonly resourceManager: string;
  readonly vaultId: string;
  readonly secret: string;
  readonly token: string;
}

const { ensureSiteKey } = require('../../infra/tools/siteKey.cjs') as {
  ensureSiteKey: (where: Where) => Promise<'made' | 'kept'>;
};

const vaultId = '/subscriptions/s/resourceGroups/rg-test/providers/Microsoft.KeyVault/vaults/kv';
const secretPath = `${vaultId}/secrets/site-key`;

/** What of Resource Manager is asked: secrets are written and looked for, and never read. */
class FakeResourceManager {
  readonly secrets = new Map<string, string>();
  readonly asked: string[] = [];
  refusal: number | undefined;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://x');
      this.asked.push(`${request.method} ${pathname} ${request.headers.authorization}`);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const status =
          this.refusal ?? this.answer(request.method, pathname, Buffer.concat(chunks).toString());
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(status < 300 ? '{}' : JSON.stringify({ error: { code: 'Some', message: 'why' } }));
      });
    });
  }

  private answer(method: string | undefined, pathname: string, body: string): number {
    if (method === 'GET') return this.secrets.has(pathname) ? 200 : 404;
    this.secrets.set(pathname, (JSON.parse(body) as { properties: { value: string } }).properties.value);
    return 201;
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

describe("the site's key of a deployment", () => {
  let [manager, resourceManager] = [new FakeResourceManager(), ''];
  const ensure = () => ensureSiteKey({ resourceManager, vaultId, secret: 'site-key', token: 't' });

  beforeEach(async () => {
    manager = new FakeResourceManager();
    resourceManager = await manager.listen();
  });
  afterEach(() => manager.close());

  test('is 32 random bytes, made once', async () => {
    expect(await ensure()).toBe('made');
    const made = manager.secrets.get(secretPath) ?? '';
    expect(made).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(Buffer.from(made, 'base64')).toHaveLength(32);
    expect(await ensure()).toBe('kept');
    expect(manager.secrets.get(secretPath)).toBe(made);
    expect(manager.asked.map((line) => line.replace(secretPath, 'it'))).toEqual([
      'GET it Bearer t',
      'PUT it Bearer t',
      'GET it Bearer t',
    ]);
  });

  test('is not made where nobody can say whether there is one', async () => {
    manager.refusal = 403;
    await expect(ensure()).rejects.toThrow('the vault was asked for site-key: 403 Some why');
    expect(manager.secrets.size).toBe(0);
    expect(manager.asked).toHaveLength(1);
  });
});
