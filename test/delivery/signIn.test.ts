import { signedPost } from '../../src/delivery/signIn';
import { HttpPeer, type Scripted } from '../support/peers/httpPeer';

const script: Scripted[] = [];
let peer: HttpPeer;
beforeAll(async () => {
  peer = await new HttpPeer(() => script.shift() ?? { status: 204 }).start();
});
afterAll(() => peer.stop());

const posted = () => ({ url: `${peer.url}/to`, headers: {}, body: 'x' });
const seen = () => peer.requests.splice(0).map(({ path, headers }) => [path, headers.authorization]);
const token = (text: string) => ({
  status: 200,
  body: JSON.stringify({ access_token: text, expires_in: 3600 }),
});

test('a token or a password is sent as it is', async () => {
  await signedPost({ kind: 'bearer', secret: 'TRIAGE_OUTPUT_SECRET_A' }, 'abc')(posted());
  await signedPost({ kind: 'basic', user: 'u', secret: 'TRIAGE_OUTPUT_SECRET_A' }, 'p:w')(posted());
  expect(seen()).toEqual([
    ['/to', 'Bearer abc'],
    ['/to', `Basic ${Buffer.from('u:p:w').toString('base64')}`],
  ]);
});

test('client credentials: a token serves until the receiver refuses it, and is then asked for once', async () => {
  const auth = {
    kind: 'oauth' as const,
    tokenUrl: `${peer.url}/token`,
    clientId: 'id',
    scope: 's',
    secret: 'S',
  };
  const post = signedPost(auth, 'secret/');
  script.push(token('one'), { status: 200 }, { status: 200 }, { status: 401 }, token('two'), { status: 401 });
  const statuses = [];
  for (let n = 0; n < 3; n += 1) statuses.push((await post(posted())).status);
  expect(statuses).toEqual([200, 200, 401]);
  const basic = `Basic ${Buffer.from('id:secret%2F').toString('base64')}`;
  expect(peer.requests[0]?.body.toString()).toBe('grant_type=client_credentials&scope=s');
  expect(seen()).toEqual([
    ['/token', basic],
    ['/to', 'Bearer one'],
    ['/to', 'Bearer one'],
    ['/to', 'Bearer one'],
    ['/token', basic],
    ['/to', 'Bearer two'],
  ]);
});

test.each([
  [
    { status: 401, body: '{"error":"invalid_client"}' },
    { outcome: 'again', code: 'not-allowed', status: 'token 401' },
  ],
  [
    { status: 400, body: '{"error":"invalid_client"}' },
    { outcome: 'again', code: 'not-allowed' },
  ],
  [{ status: 503 }, { outcome: 'again', code: 'busy' }],
  [
    { status: 200, body: '{"token":"other"}' },
    { outcome: 'again', code: 'not-understood', status: 'token 200' },
  ],
])('what the token service answers with %j', async (answer, expected) => {
  const auth = { kind: 'oauth' as const, tokenUrl: `${peer.url}/token`, clientId: 'id', secret: 'S' };
  script.push(answer);
  expect(await signedPost(auth, 'x')(posted())).toMatchObject(expected);
});
