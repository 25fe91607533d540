import type { z } from 'zod';
import type { AnswerOf, ParamNames, Route } from '../../contract/routes/route';
import type { RouteName, Routes } from '../../contract/routes/routes';
import { ask } from './client';

/**
 * Every declared route by its method and path, as `GET /api/studies/{id}`. The page imports only the types of
 * the declarations: an undeclared route, a missing parameter or an extra field does not compile, and no
 * schema is sent to the browser.
 */
type Declared = { [N in RouteName as `${Routes[N]['method']} /${Routes[N]['path']}`]: Routes[N] };
export type RouteKey = keyof Declared;
/** The JSON that a route answers with. */
export type Answered<K extends RouteKey> = AnswerOf<Declared[K]>;

type Value = string | number;

/** The parameters of a route's address. */
type Place<R extends Route> = ([ParamNames<R['path']>] extends [never]
  ? unknown
  : { readonly params: Readonly<Record<ParamNames<R['path']>, Value>> }) &
  (R['query'] extends z.ZodType
    ? { readonly query?: { readonly [Name in keyof z.input<R['query']>]?: Value | undefined } }
    : unknown);

/** Everything that a request contains. */
type Asked<R extends Route> = Place<R> &
  (R['body'] extends z.ZodType ? { readonly body: z.input<R['body']> } : unknown) & {
    readonly headers?: Readonly<Record<string, string>> | undefined;
    readonly signal?: AbortSignal | undefined;
  };

type Values = Readonly<Record<string, Value | undefined>>;

/** The address of a route with its parameters filled in. */
export function addressOf<K extends RouteKey>(key: K, place: Place<Declared[K]>): string {
  const { params = {}, query = {} } = place as { params?: Values; query?: Values };
  const [, template = ''] = key.split(' ');
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const given = Object.entries(query).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return search.size === 0 ? path : `${path}?${search}`;
}

/** A route's answer, whatever its kind. @throws ApiError */
export function respond<K extends RouteKey>(key: K, asked: Asked<Declared[K]>): Promise<Response> {
  const [method = 'GET'] = key.split(' ');
  const { body, headers, signal } = asked as { body?: unknown } & Asked<Route>;
  return ask(addressOf(key, asked), {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** The JSON that a route answers with. @throws ApiError */
export async function call<K extends RouteKey>(key: K, asked: Asked<Declared[K]>): Promise<Answered<K>> {
  return (await respond(key, asked)).json() as Promise<Answered<K>>;
}
