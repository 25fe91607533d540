import { problemSchema } from '../../src/contract/routes/problem';
import { testSnippets } from '../support/snippets';

const handler = (name: string, body: string) => `
import type { Handler } from 'src/functions/http/support/handler';
import { json } from 'src/functions/http/support/problem';
export const handler: Handler<'${name}'> = ${body};`;

const page = (body: string) => `
/// <reference lib="dom" />
import { addressOf, call, respond } from 'src/dashboard/api/routes';
export async function snippet() {
  ${body}
}`;

const declaration = (body: string) => `
import { z } from 'zod';
import { route } from 'src/contract/routes/route';
export const declared = route({ method: 'GET', answer: 'none', ${body} });`;

testSnippets({
  'a handler answers what its route declares': [
    {
      title: 'and is given the parts of the request',
      source: handler(
        'studyVersion',
        `({ params, caller }) => {
          const version: number = params.version;
          return { status: 204, headers: { 'x-of': \`\${caller.name} \${version}\` } };
        }`,
      ),
    },
    {
      title: 'not with a field that is not declared',
      source: handler('rank', `async () => json({ of: 1, because: [], rnk: 1 })`),
      error: /TS2561.*'rnk'.*'rank'/,
    },
    {
      title: 'not without a field that is',
      source: handler('rank', `async () => json({ of: 1 })`),
      error: /TS2739.*reasons, because/,
    },
    {
      title: 'not with a value of another type',
      source: handler(
        'health',
        `() => json({ status: 'fine', storage: 'ok', storageFaults: [], loading: false, models: [], problems: [], changedOutside: 0, sealing: { state: 'ok' }, disks: [], drift: [], deniedOutputs: [], advice: [], toldAdvice: [], fence: 'node' })`,
      ),
      error: /TS2345.*'status'/s,
    },
    {
      title: 'not with JSON where the route answers a picture',
      source: handler('preview', `() => json({ png: '' })`),
      error: /TS2345/,
    },
    {
      title: 'and is not given a parameter that its path lacks',
      source: handler('study', `({ params }) => ({ body: params.version })`),
      error: /TS2339.*'version'/,
    },
    {
      title: 'nor a caller where anybody may call',
      source: handler('health', `({ caller }) => ({ body: caller.name })`),
      error: /TS18048|TS2339|TS2532/,
    },
  ],
  'the page asks by the declarations': [
    {
      title: 'with parameters, a query and a body',
      source: page(`
      const { studies } = await call('GET /api/worklist', { query: { tab: 'awaiting', limit: 5 } });
      const id = studies[0]?.studyId ?? '';
      await call('POST /api/studies/{id}/impression', { params: { id }, body: { studyVersion: 1, priority: 'stat' } });
      return addressOf('GET /api/images/{id}/samples', { params: { id }, query: { frame: 1 } });`),
    },
    {
      title: 'not for a route that is not declared',
      source: page(`return call('GET /api/study/{id}', { params: { id: '' } });`),
      error: /TS2345.*api\/study/,
    },
    {
      title: 'not by another method',
      source: page(`return respond('DELETE /api/studies/{id}', { params: { id: '' } });`),
      error: /TS2345/,
    },
    {
      title: 'not without a parameter of the path',
      source: page(`return call('GET /api/studies/{id}', {});`),
      error: /TS2345.*'params'/s,
    },
    {
      title: 'not with a key that the query lacks',
      source: page(`return addressOf('GET /api/worklist', { query: { colour: 'red' } });`),
      error: /TS2353.*'colour'/,
    },
    {
      title: 'not with a body that is not what the route takes',
      source: page(
        `return call('POST /api/studies/{id}/impression', { params: { id: '' }, body: { studyVersion: 1, priority: 'soon' } });`,
      ),
      error: /TS2322.*"soon"/,
    },
    {
      title: 'and not for a field that the answer lacks',
      source: page(`return (await call('GET /api/studies/{id}/rank', { params: { id: '' } })).rnk;`),
      error: /TS2551.*'rnk'/,
    },
  ],
  'a route is declared': [
    {
      title: 'with a schema for each parameter of its path, and a right',
      source: declaration(
        `path: 'api/a/{id}/b/{version}', right: 'read-studies', params: z.object({ id: z.string(), version: z.string() })`,
      ),
    },
    {
      title: 'not without one for a parameter',
      source: declaration(`path: 'api/a/{id}', right: 'read-studies', params: z.object({ it: z.string() })`),
      error: /TS2322/,
    },
    {
      title: 'not with a role for a right',
      source: declaration(`path: 'api/a', right: 'reviewer'`),
      error: /TS2322.*"reviewer"/,
    },
  ],
});

test('problem details have their code and sentence', () => {
  const problem = { type: 'about:blank', title: 'Conflict', status: 409, code: 'a-code', detail: 'Why.' };
  expect(problemSchema.parse({ ...problem, changes: [] })).toEqual({ ...problem, changes: [] });
  expect(problemSchema.safeParse({ ...problem, code: undefined }).success).toBe(false);
});
