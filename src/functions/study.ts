import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { theApp } from '../app';
import { isId } from '../domain/ids';
import { standing, stateOf } from '../domain/studyRecord';
import { json, problem } from './problem';
import { route } from './route';

/** A study as it is, or with `?version=n` as it was. */
async function study(request: HttpRequest): Promise<HttpResponseInit> {
  const { id } = request.params;
  const version = request.query.get('version');
  if (!isId(id)) return problem(400, 'bad-id', 'A study id is 64 hexadecimal digits.');
  const { results } = theApp().store;
  if (version !== null) {
    if (!/^[1-9]\d{0,8}$/.test(version)) return problem(400, 'bad-query', 'A version is a number from 1.');
    const old = await results.version(id, Number(version));
    return old ? json(old) : problem(404, 'no-such-version', 'There is no such version of this study.');
  }
  const found = await results.study(id);
  if (!found) return problem(404, 'no-such-study', 'There is no study with this id.');
  return json({ ...found, state: stateOf(found), standing: standing(found) });
}

route({
  name: 'study',
  route: 'api/studies/{id}',
  methods: ['GET'],
  roles: ['reviewer', 'auditor', 'admin', 'service'],
  handler: study,
});
