import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EntraSettings } from '../../src/access/accessSettings';
import { newPending, redeem } from '../../src/access/entraSignIn';
import { clientId, tenant } from './tokens';

const servers: Server[] = [];

async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterAll(() => {
  for (const server of servers) server.close();
});

test('the client secret is not sent on to where the token endpoint points', async () => {
  let asked = 0;
  const elsewhere = await serving((_, response) => {
    asked += 1;
    response.end('{}');
  });
  const authority = await serving((_, response) => response.writeHead(307, { location: elsewhere }).end());
  const settings: EntraSettings = {
    authority,
    tenant,
    clientId,
    audience: clientId,
    clientSecret: 'the client’s own',
  };
  const verifier = { verify: () => Promise.reject(new Error('no token is expected')) };
  const answer = { code: 'a code', pending: newPending('/') };
  await expect(redeem(settings, verifier, 'https://triage.example/', answer)).rejects.toMatchObject({
    status: 503,
    code: 'sign-in-unavailable',
  });
  expect(asked).toBe(0);
});
