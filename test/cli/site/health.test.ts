import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { modelWarning, readHealth } from '../../../src/cli/site/health';

const { signal } = new AbortController();
let server: Server;
let answer: { status: number; body: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    response.writeHead(request.url === '/api/health' ? answer.status : 404).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
});

function url(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('an app that is unwell still says how it is', async () => {
  const said = {
    status: 'unavailable',
    storage: 'ok',
    loading: false,
    models: [],
    problems: [{ model: 'a@1', message: 'no' }],
  };
  answer = { status: 503, body: JSON.stringify(said) };
  await expect(readHealth(url(), signal)).resolves.toMatchObject({ status: 'unavailable', models: [] });
});

test.each([
  ['something else answers', 404, '<html>'],
  ['the answer is of another kind', 200, '{"status":"fine"}'],
])('where %s, that is told', async (_, status, body) => {
  answer = { status, body };
  await expect(readHealth(url(), signal)).rejects.toThrow(/does not say how it is/);
});

const good = { id: 'chest', version: '1.0.0' };

test('nothing is said of models that are well', () => {
  expect(modelWarning({ status: 'ok', loading: false, models: [good], problems: [] })).toBeUndefined();
});

test('a model that was refused is named with the reason, in one line', () => {
  const problems = [
    { model: 'chest@1.0.0', message: 'the hash of model.onnx is not\nthe one in the manifest.' },
  ];
  expect(modelWarning({ status: 'unavailable', loading: false, models: [], problems })).toBe(
    'Model chest@1.0.0 cannot be used: the hash of model.onnx is not the one in the manifest.',
  );
});

test('several are counted', () => {
  const problems = ['a@1.0.0', 'b@1.0.0'].map((model) => ({ model, message: 'bad' }));
  expect(modelWarning({ status: 'degraded', loading: false, models: [good], problems })).toMatch(
    /^2 models cannot be used\. a@1\.0\.0: bad\. b@1\.0\.0: bad\.$/,
  );
});

test('what is about the repository and no model is said so', () => {
  const container = { model: 'models container', message: 'it cannot be read (403)' };
  expect(modelWarning({ status: 'degraded', loading: false, models: [good], problems: [container] })).toBe(
    'The models container: it cannot be read (403).',
  );
  const problems = [container, { model: 'a@1.0.0', message: 'bad' }];
  expect(modelWarning({ status: 'degraded', loading: false, models: [good], problems })).toBe(
    '2 problems with the models. models container: it cannot be read (403). a@1.0.0: bad.',
  );
});

test('a models folder that cannot be read is no model of its own', () => {
  const problems = [{ model: 'all', message: 'cannot read the model folder /m: ENOENT' }];
  expect(modelWarning({ status: 'unavailable', loading: false, models: [], problems })).toBe(
    'The models cannot be loaded: cannot read the model folder /m: ENOENT.',
  );
});

test('an app without models is no app', () => {
  expect(modelWarning({ status: 'unavailable', loading: false, models: [], problems: [] })).toMatch(
    /No model was found that can look at images: check/,
  );
});
