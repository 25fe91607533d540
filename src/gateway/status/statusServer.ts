import { createServer, type Server } from 'node:http';

export interface GatewayHealth {
  readonly ok: boolean;
  /** One sentence for each thing that is wrong. */
  readonly problems: readonly string[];
  readonly [fact: string]: unknown;
}

/** `GET /health` and `GET /counters`, for this machine alone. */
export function createStatusServer(health: () => GatewayHealth, counters: () => unknown): Server {
  return createServer((request, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(request.method === 'HEAD' ? undefined : `${JSON.stringify(body)}\n`);
    };
    // A page in a browser on this machine could reach it by a name of its own.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ''))
      return answer(421, { error: 'another host' });
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, { error: 'GET alone' });
    if (request.url === '/counters') return answer(200, counters());
    if (request.url !== '/health') return answer(404, { error: 'there are /health and /counters' });
    const found = health();
    answer(found.ok ? 200 : 503, found);
  });
}
