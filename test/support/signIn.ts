import type { Role } from '../../src/domain/kernel/roles';
import { checkedAnswer } from './checkedAnswer';

/** Signs in on this machine; returns the headers that authenticate a program from then on. */
export async function signIn(
  url: string,
  role: Role,
  name = 'Dr. Example',
): Promise<{ cookie: string; origin: string }> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, role }),
  });
  if (response.status !== 204) throw new Error(`signing in: ${response.status} ${await response.text()}`);
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { cookie, origin: new URL(url).origin };
}

/** The cookie of a signed-in user, for a browser. */
export async function sessionCookie(
  url: string,
  role: Role = 'reviewer',
  name?: string,
): Promise<{ name: string; value: string; url: string }> {
  const [cookie = '', value = ''] = (await signIn(url, role, name)).cookie.split('=');
  return { name: cookie, value, url };
}

/** Like fetch, by a signed-in user, with the answer checked. `path` begins with a slash. */
export type RoleFetch = (path: string, init?: RequestInit, role?: Role, name?: string) => Promise<Response>;

/** Signs in once for each role and name, on first use. */
export function fetchAs(url: string): RoleFetch {
  const known = new Map<string, Promise<{ cookie: string; origin: string }>>();
  return async (path, init = {}, role = 'reviewer', name = 'Dr. Example') => {
    const key = `${role} ${name}`;
    const signedIn = known.get(key) ?? signIn(url, role, name);
    known.set(key, signedIn);
    const headers = new Headers(init.headers);
    for (const [header, value] of Object.entries(await signedIn)) headers.set(header, value);
    const response = await fetch(`${url}${path}`, { ...init, headers });
    return checkedAnswer(init.method ?? 'GET', path, response);
  };
}
