import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Notice } from '../../src/domain/study/notices/notice';
import { postNotices } from '../../src/notifications/postNotices';
import { parseWebhookSecret, webhookHeaders } from '../../src/notifications/sign';
import { Receiver } from '../support/receiver';
import { describeWith, python } from '../support/requirements';

/** Of the tests that Standard Webhooks publishes with its libraries. */
const published = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: new Date(1_614_265_330_000).toISOString(),
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const key = parseWebhookSecret(secret) as Buffer;
const now = () => '2026-05-01T10:00:00.900Z';
const notice: Notice = {
  id: `msg_${'0'.repeat(32)}`,
  type: 'urgent-study',
  studyId: 'a'.repeat(64),
  version: 1,
  place: 'stat',
  dueAt: '2026-05-01T11:00:00.000Z',
  at: '2026-05-01T10:00:00.000Z',
};

const receiver = new Receiver();
beforeEach(() => receiver.start());
afterEach(async () => {
  await receiver.stop();
  receiver.messages.length = 0;
  receiver.answer = (response) => response.writeHead(204).end();
});

const post = (timeoutMilliseconds = 10_000) =>
  postNotices({ url: receiver.url, key, now, timeoutMilliseconds })(notice);

describe('the signature', () => {
  test('is the published one', () => {
    const published_key = parseWebhookSecret(published.secret) as Buffer;
    expect(webhookHeaders(published_key, published.id, published.at, published.body)).toEqual({
      'webhook-id': published.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': published.signature,
    });
  });

  test.each([
    '',
    'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'whsec_',
    'whsec_c2hvcnQ=',
    'whsec_not base64!',
    `whsec_${'A'.repeat(200)}`,
  ])('%j is no secret', (text) => {
    expect(parseWebhookSecret(text)).toBeUndefined();
  });
});

describe('a notice that is posted', () => {
  test('holds what it should, and nothing else', async () => {
    await post();
    expect(receiver.messages).toHaveLength(1);
    const [{ body, headers } = { body: '', headers: {} }] = receiver.messages;
    expect(JSON.parse(body)).toEqual(notice);
    expect(Object.keys(JSON.parse(body))).toEqual([
      'id',
      'type',
      'studyId',
      'version',
      'place',
      'dueAt',
      'at',
    ]);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': notice.id,
      'webhook-timestamp': '1777629600',
    });
  });

  test.each([400, 401, 410, 429, 500, 503])('that is answered by %d was not taken', async (status) => {
    receiver.answer = (response) => response.writeHead(status).end('a'.repeat(100_000));
    await expect(post()).rejects.toThrow(`the webhook's receiver answered ${status}`);
  });

  test('is not sent after a redirect', async () => {
    receiver.answer = (response) => response.writeHead(307, { location: '/elsewhere' }).end();
    await expect(post()).rejects.toThrow('answered 307');
    expect(receiver.messages.map(({ path }) => path)).toEqual(['/hook']);
  });

  test('that is never answered was not taken', async () => {
    receiver.answer = () => {};
    await expect(post(100)).rejects.toThrow('did not answer within 100 ms');
  });

  test('is not held up by an answer that does not end', async () => {
    receiver.answer = (response) => void response.writeHead(200).write('…');
    await expect(post()).resolves.toBeUndefined();
  });

  test('to a receiver that is down was not taken; when it is back, it is', async () => {
    await receiver.stop();
    const failure = await post().catch((error: Error) => error.message);
    expect(failure).toBe("the webhook's receiver cannot be reached (ECONNREFUSED)");
    await receiver.start();
    await post();
    expect(receiver.messages).toHaveLength(1);
  });
});

test('the check that the documentation gives to receivers takes it, and nothing else', async () => {
  const seconds = Math.floor(Date.now() / 1000);
  const at = (moved: number) => new Date((seconds + moved) * 1000).toISOString();
  const [, code = ''] =
    /```js\n([\s\S]+?)```/.exec(readFileSync(path.resolve(__dirname, '../../docs/review.md'), 'utf8')) ?? [];
  const body = JSON.stringify(notice);
  const cases = [
    [webhookHeaders(key, notice.id, at(0), body), body],
    [webhookHeaders(key, notice.id, at(0), body), `${body} `],
    [webhookHeaders(key, 'msg_other', at(0), body), body],
    [webhookHeaders(Buffer.alloc(32), notice.id, at(0), body), body],
    [webhookHeaders(key, notice.id, at(-3600), body), body],
  ].map(([headers, text], index) => [
    index === 2 ? { ...(headers as object), 'webhook-id': notice.id } : headers,
    text,
  ]);
  const run = `console.log(JSON.stringify(${JSON.stringify(cases)}.map(([h, b]) => isGenuine(h, b, '${secret}'))))`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', `${code}\n${run}`], {
    encoding: 'utf8',
  });
  expect(JSON.parse(stdout)).toEqual([true, false, false, false, false]);
});

const py = python('hmac', 'base64', 'hashlib', 'json');
describeWith([py], 'another program', () => {
  const check = `
import base64, hashlib, hmac, json, sys
m = json.load(sys.stdin)
key = base64.b64decode(m["secret"][len("whsec_"):])
signed = ".".join([m["headers"]["webhook-id"], m["headers"]["webhook-timestamp"], m["body"]]).encode()
expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
print(hmac.compare_digest(expected, m["headers"]["webhook-signature"]))
`;
  const verdict = (message: object) =>
    spawnSync(py.program, ['-c', check], { input: JSON.stringify({ secret, ...message }), encoding: 'utf8' })
      .stdout;

  test('finds the signature right, and wrong where a byte differs', async () => {
    await post();
    const [message] = receiver.messages;
    expect(verdict(message as object)).toBe('True\n');
    expect(verdict({ ...message, body: `${message?.body} ` })).toBe('False\n');
  });
});
