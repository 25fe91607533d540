import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PeerRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface PeerAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `drop`: the connection is cut without an answer. */
export type Scripted = PeerAnswer | 'drop';

/** A receiver on the loopback interface that answers as told. */
export class HttpPeer {
  readonly requests: PeerRequest[] = [];
  #server: Server | undefined;

  constructor(private readonly answer: (request: PeerRequest) => Scripted) {}

  async start(): Promise<this> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const asked = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) };
      this.requests.push(asked);
      const answer = this.answer(asked);
      if (answer === 'drop') request.socket.destroy();
      else response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#server = server;
    return this;
  }

  get url(): string {
    const address = this.#server?.address() as AddressInfo | undefined;
    return `http://127.0.0.1:${address?.port ?? 0}`;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }
}
