import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { signInPolicy } from '../../../src/functions/http/signInPage/signInPage';
import { readPageFile } from '../../../src/functions/http/support/pageFiles';
import { flatImage, session, worklist } from './views';

const built = path.resolve(__dirname, '../../../dist/dashboard');

export interface Answer {
  readonly status?: number;
  /** A string is sent as it is. */
  readonly json?: unknown;
}

/** Answers one call of the API, at once or later. @param body the JSON that was sent, or undefined */
export type Api = (
  method: string,
  url: URL,
  body: unknown,
) => Answer | undefined | Promise<Answer | undefined>;

/** A picture of one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

/** What else an app of a test sends. */
export interface Served {
  /** The PNG of an image. */
  readonly picture?: (imageId: string) => Promise<Buffer>;
  /** Pages that are made by the server, by path, under the policy of the sign-in page. */
  readonly pages?: Readonly<Record<string, string>>;
}

/**
 * The built pages with an API made up by the test: for states that the app itself is seldom in, or must never be in.
 * What the app does is tested against the app.
 */
export class FakeApp {
  readonly #server: Server;
  /** Paths that were asked for. */
  readonly asked: string[] = [];

  private constructor(
    public api: Api,
    private readonly served: Served,
  ) {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(api: Api, served: Served = {}): Promise<FakeApp> {
    const app = new FakeApp(api, served);
    await new Promise<void>((listening) => app.#server.listen(0, '127.0.0.1', listening));
    return app;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    this.asked.push(`${url.pathname}${url.search}`);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const [, imageId] = /^\/api\/images\/([^/]+)\/(preview|picture)$/.exec(url.pathname) ?? [];
    if (imageId) {
      const picture = (await this.served.picture?.(imageId)) ?? pixel;
      response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
      return;
    }
    const page = this.served.pages?.[url.pathname];
    if (page) {
      const headers = { 'content-type': 'text/html', 'content-security-policy': signInPolicy };
      response.writeHead(200, headers).end(page);
      return;
    }
    if (!url.pathname.startsWith('/api/')) return this.#file(url.pathname, response);
    const body = parts.length === 0 ? undefined : JSON.parse(Buffer.concat(parts).toString('utf8'));
    const answer = (await this.api(request.method ?? 'GET', url, body)) ?? standard(url);
    response
      .writeHead(answer.status ?? 200, { 'content-type': 'application/json' })
      .end(typeof answer.json === 'string' ? answer.json : JSON.stringify(answer.json ?? {}));
  }

  async #file(pathname: string, response: ServerResponse): Promise<void> {
    const [, asset] = /^\/assets\/(.+)$/.exec(pathname) ?? [];
    const file = await readPageFile(asset ? path.join(built, 'assets') : built, asset ?? 'index.html');
    // The same policy as the app's, so that nothing is allowed here that is not there.
    const policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'";
    response
      .writeHead(file ? 200 : 404, {
        'content-type': file?.type ?? 'text/plain',
        'content-security-policy': policy,
      })
      .end(file?.bytes);
  }
}

function standard(url: URL): Answer {
  if (/^\/api\/session(\/activity)?$/.test(url.pathname)) return { json: session() };
  // Every page asks for new stat studies, and an open study is claimed.
  if (url.pathname === '/api/worklist') return { json: worklist([], Object.fromEntries(url.searchParams)) };
  if (/^\/api\/studies\/[0-9a-f]+\/claim$/.test(url.pathname)) {
    const { subject, name } = session();
    return { json: { subject, name, until: session().expiresAt } };
  }
  const [, imageId] = /^\/api\/images\/([0-9a-f]+)$/.exec(url.pathname) ?? [];
  if (imageId) return { json: flatImage({ imageId }) };
  return {
    status: 404,
    json: { status: 404, code: 'no-such-thing', detail: 'There is no such thing here.' },
  };
}
