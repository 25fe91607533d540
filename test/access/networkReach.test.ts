import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpRequest, InvocationContext } from '@azure/functions';
import type { Access } from '../../src/access/access';
import { isReachable, networkReach, outwardAddresses } from '../../src/access/networkReach';
import { createSessionBegin } from '../../src/functions/http/session/developmentSignIn';

const servers: Server[] = [];

async function listening(address: string): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, address, done));
  return (server.address() as AddressInfo).port;
}

afterAll(() => {
  for (const server of servers) server.close();
});

/** All of 127.0.0.0/8 is this machine on Linux: another address of it, where it has no network. */
const others = outwardAddresses().length > 0 ? outwardAddresses() : ['127.0.0.2'];

test('what listens on every address can be reached from elsewhere, and what listens on loopback cannot', async () => {
  expect(await isReachable(await listening('0.0.0.0'), others)).toBe(true);
  expect(await isReachable(await listening('127.0.0.1'), others)).toBe(false);
});

test('it is looked at again after a while', async () => {
  let clock = 0;
  const reach = networkReach(await listening('127.0.0.1'), () => clock);
  const first = reach();
  expect(reach()).toBe(first);
  clock = 10_000;
  expect(reach()).not.toBe(first);
  await Promise.all([first, reach()]);
});

/** Whoever reaches the port can say that they meant this machine. */
const forged = () =>
  new HttpRequest({
    method: 'POST',
    url: 'http://localhost:7071/api/session',
    headers: { host: 'localhost:7071', 'content-type': 'application/json' },
    body: { string: JSON.stringify({ name: 'Dr. Example', role: 'reviewer' }) },
  });

test('a host that others can reach signs nobody in, whatever the request says of itself', async () => {
  const port = await listening('0.0.0.0');
  const denials: string[] = [];
  const access = {
    settings: {
      development: { port },
      entraSignIn: false,
      sessionMinutes: 480,
      idleMinutes: 15,
      inAzure: false,
    },
    onNetwork: () => isReachable(port, others),
  } as unknown as Access;
  const begin = createSessionBegin({
    access,
    recordDeniedAccess: async ({ code }) => void denials.push(code),
  } as Parameters<typeof createSessionBegin>[0]);
  const answer = await begin({
    request: forged(),
    context: new InvocationContext({ logHandler: () => {} }),
  } as unknown as Parameters<typeof begin>[0]);
  expect(answer.status).toBe(403);
  expect(answer.cookies).toBeUndefined();
  expect(denials).toEqual(['on-network']);
});
