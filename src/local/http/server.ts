import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asError, RuntimeStartError } from '../errors';
import type { Log } from '../logging';
import { empty, type HttpReply, type HttpRequest, json } from './messages';

export type Handler = (request: HttpRequest) => Promise<HttpReply>;

/** The largest accepted request body, as in the real host. */
const maxBodyBytes = 100 * 1024 * 1024;

const tooLarge =
  'The body is larger than 100 MB, the most that the Functions host takes. Send less in one request.';

/** Any port is allowed: a tunnel may use another port at its other end. */
const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/** An HTTP server on 127.0.0.1. It listens at once and answers 503 until it is given its handler. */
export class HttpServer {
  #handler: Handler = async () => json(503, { message: 'The local runtime is starting.' });

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async listen(port: number | undefined, log: Log): Promise<HttpServer> {
    const server = createServer();
    await new Promise<void>((listening, failed) => {
      server.once('error', (error: NodeJS.ErrnoException) => failed(cannotListen(error, port)));
      server.listen(port ?? 0, '127.0.0.1', listening);
    });
    // With Node's five seconds, a busy machine closes a connection just as the next request is on its way in it.
    server.keepAliveTimeout = 60_000;
    const http = new HttpServer(server, (server.address() as AddressInfo).port);
    server.on('request', (incoming, outgoing) => {
      http
        .#answer(incoming)
        .catch((error: unknown) => {
          log('error', `${incoming.method} failed: ${asError(error).stack}`);
          return empty(500);
        })
        .then(({ status, headers, body }) => {
          for (const [name, value] of Object.entries(headers))
            outgoing.setHeader(name, value as string | string[]);
          // Headers and body at once: the answer then has a Content-Length, as that of the real host.
          outgoing.statusCode = status;
          outgoing.end(body);
        })
        .catch((error: unknown) => {
          log('error', `A response could not be sent: ${asError(error).message}`);
          outgoing.destroy();
        });
    });
    return http;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  serve(handler: Handler): void {
    this.#handler = handler;
  }

  /** Stops accepting requests and waits for running ones, up to that time. */
  async close(milliseconds: number): Promise<void> {
    const timer = setTimeout(() => this.server.closeAllConnections(), milliseconds);
    await new Promise<void>((closed) => {
      this.server.close(() => closed());
      this.server.closeIdleConnections();
    });
    clearTimeout(timer);
  }

  async #answer(incoming: IncomingMessage): Promise<HttpReply> {
    // A foreign page whose name was pointed at this machine (DNS rebinding) sends its own host name.
    if (!loopbackHost.test(incoming.headers.host ?? ''))
      return json(421, { message: `This is served as 127.0.0.1:${this.port} or localhost only.` });
    let url: URL;
    try {
      url = new URL(`http://${incoming.headers.host}${incoming.url ?? '/'}`);
    } catch {
      return empty(400);
    }
    const body = await readBody(incoming);
    if (body === undefined) return json(413, { message: tooLarge });
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    );
    return this.#handler({ method: incoming.method ?? 'GET', url, headers, body });
  }
}

/** Without a stated length it is empty: the real host passes a body on only with one. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped: who is still sending could not take an answer.
    if (size <= maxBodyBytes && 'content-length' in incoming.headers) chunks.push(chunk);
  }
  return size <= maxBodyBytes ? Buffer.concat(chunks) : undefined;
}

function cannotListen(error: NodeJS.ErrnoException, port: number | undefined): RuntimeStartError {
  if (error.code === 'EADDRINUSE') {
    return new RuntimeStartError(
      `Port ${port} is in use by another program: stop that program, or choose another port.`,
      { choice: 'port' },
    );
  }
  if (error.code === 'EACCES') {
    return new RuntimeStartError(`Port ${port} may not be used by this user: choose one above 1023.`, {
      choice: 'port',
    });
  }
  return new RuntimeStartError(`Port ${port ?? 'any'} of 127.0.0.1 cannot be opened: ${error.message}`);
}
