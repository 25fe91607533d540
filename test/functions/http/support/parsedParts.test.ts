import { HttpRequest } from '@azure/functions';
import { type RouteName, routes } from '../../../../src/contract/routes/routes';
import { parsedParts } from '../../../../src/functions/http/support/parsedParts';

const id = '0'.repeat(64);

interface Asked {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: string;
}

function partsOf(name: RouteName, { body, ...asked }: Asked) {
  const { method, path } = routes[name];
  const more = body === undefined ? {} : { body: { string: body } };
  return parsedParts(routes[name], new HttpRequest({ method, url: `http://x/${path}`, ...asked, ...more }));
}

test('parts come as the route declares them', async () => {
  const version = await partsOf('studyVersion', { params: { id, version: '2' }, query: { any: 'ignored' } });
  expect(version).toEqual({ params: { id, version: 2 }, query: undefined, body: undefined });
  const preview = await partsOf('preview', { params: { id }, query: { heat: 'a-model/a-label' } });
  expect(preview.query).toEqual({ heat: { model: 'a-model', label: 'a-label' } });
  expect((await partsOf('samples', { params: { id } })).query).toEqual({ frame: 1 });
  expect((await partsOf('classify', { query: { model: 'a@1.0.0' } })).query).toEqual({
    k: 5,
    model: { id: 'a', version: '1.0.0' },
  });
});

test.each<[RouteName, Asked, code: string, detail: string]>([
  ['study', { params: { id: 'x' } }, 'bad-id', 'id must be 64 hexadecimal digits.'],
  ['studyVersion', { params: { id, version: '0' } }, 'bad-id', 'version must be a whole number from 1.'],
  [
    'picture',
    { params: { id }, query: { frame: '1.5' } },
    'bad-query',
    'frame must be a whole number from 1.',
  ],
  [
    'preview',
    { params: { id }, query: { heat: '../x' } },
    'bad-query',
    'heat must be a model and one of its labels, model/label.',
  ],
  [
    'feedback',
    { query: { since: 'yesterday' } },
    'bad-query',
    'since must be a date such as 2026-05-01, or an ISO time.',
  ],
  ['classify', { query: { k: '0' } }, 'bad-query', 'k must be at least 1.'],
  ['classify', { query: { k: 'many' } }, 'bad-query', 'k must be a number.'],
  ['classify', { query: { model: 'a@b' } }, 'bad-query', 'model must be an id, or id@version.'],
  ['worklist', { query: { limit: '0' } }, 'bad-query', 'limit must be at least 1.'],
  [
    'worklist',
    { query: { 'Anna Secret': '1' } },
    'bad-query',
    '1 key is not known here (not repeated, as it may name a patient).',
  ],
  [
    'worklist',
    { query: { text: 'Anna Secret' } },
    'bad-query',
    'text may name a patient, and a URL is kept in many places: send it as JSON to POST /api/worklist/search.',
  ],
  ['searchWorklist', { body: '{"text":' }, 'bad-body', 'The body is not JSON.'],
  ['searchWorklist', { body: '[]' }, 'bad-body', 'The body must be an object.'],
  [
    'review',
    { params: { id }, body: '{"studyVersion":1,"decision":"override","priority":"stat","reason":"other"}' },
    'bad-body',
    'comment is needed with the reason "other".',
  ],
])('%s with %j is refused as %s', async (name, asked, code, message) => {
  await expect(partsOf(name, asked)).rejects.toMatchObject({
    name: 'RequestError',
    status: 400,
    code,
    message,
  });
});

test('a key of the query that is given twice is refused: who asked may mean either value', async () => {
  const { method, path } = routes.preview;
  const twice = (query: string) =>
    parsedParts(
      routes.preview,
      new HttpRequest({ method, url: `http://x/${path}?${query}`, params: { id }, query: { heat: 'a/b' } }),
    );
  await expect(twice('heat=a/b&heat=c/d')).rejects.toMatchObject({
    status: 400,
    code: 'bad-query',
    message: 'A key of the query is given twice.',
  });
  await expect(twice('heat=a/b&other=1')).resolves.toMatchObject({ query: { heat: { model: 'a' } } });
});

test('a body that names the prototype of all objects changes none', async () => {
  const body =
    '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, "studyVersion": 1, "decision": "accept"}';
  const parts = await partsOf('review', { params: { id }, body }).catch((error: Error) => error);
  expect(Object.getOwnPropertyNames((parts as { body?: object }).body ?? {})).not.toContain('__proto__');
  expect({}).not.toHaveProperty('polluted');
});
