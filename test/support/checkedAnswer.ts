import { conflictSchema, problemSchema } from '../../src/contract/routes/problem';
import { routeOf } from './declaredRoutes';

/**
 * Returns the answer unchanged after checking its JSON against the route's declaration: a missing, mistyped
 * or undeclared field fails the test.
 *
 * @param path with its query
 */
export async function checkedAnswer(method: string, path: string, response: Response): Promise<Response> {
  const type = response.headers.get('content-type')?.split(';')[0];
  if (type === 'application/problem+json') checkProblem(await response.clone().json());
  if (type === 'application/json') checkJson(method, path, await response.clone().json());
  return response;
}

function checkProblem(body: unknown): void {
  const { code } = problemSchema.parse(body);
  if (code === 'already-reviewed' || code === 'stale-version') conflictSchema.parse(body);
}

function checkJson(method: string, path: string, body: unknown): void {
  const answer = routeOf(method, path.split('?')[0] ?? path)?.answer;
  if (answer === undefined || typeof answer === 'string')
    throw new Error(`${method} ${path} answers JSON and declares none`);
  // Parsing drops undeclared fields, so the two are equal only if there were none.
  expect({ method, path, body }).toEqual({ method, path, body: answer.parse(body) });
}
