import type { z } from 'zod';
import type { Right } from '../../domain/kernel/roles';

export type HttpMethod = 'GET' | 'POST' | 'DELETE';

/** The methods with which a route is asked for: what may be read is answered to HEAD too, without its body. */
export function methodsOf({ method }: Pick<Route, 'method'>): readonly (HttpMethod | 'HEAD')[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

/** What is answered where it is not JSON; `none`: an answer without a body. */
export type MediaType =
  | 'application/octet-stream'
  | 'image/png'
  | 'text/html'
  | 'text/markdown'
  | 'text/plain'
  | 'none';

/**
 * What the function, the page and the tests agree on about one route. Errors are problem details (RFC 9457) on every
 * route.
 */
export interface Route {
  readonly method: HttpMethod;
  /** Without the leading slash, with parameters in braces. */
  readonly path: string;
  /** What a caller has to be allowed to do; `signed-in`: nothing but to have signed in; `anonymous`: not even that. */
  readonly right: Right | 'signed-in' | 'anonymous';
  /** The parameters of the path. */
  readonly params?: z.ZodType;
  /** Absent: whatever stands in the query is ignored. */
  readonly query?: z.ZodType;
  /** Of JSON; `raw`: the handler reads the body itself, whatever its type. */
  readonly body?: z.ZodType | 'raw';
  readonly answer: z.ZodType | MediaType;
}

/** The names of the parameters of a path; one with a constraint matches no text, and is none. */
export type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string}:${string}` ? never : Name) | ParamNames<Rest>
  : never;

type CheckedParams<Path extends string> = [ParamNames<Path>] extends [never]
  ? { readonly params?: never }
  : { readonly params: z.ZodObject<Record<ParamNames<Path>, z.ZodType>> };

/** Declares a route; a parameter that its path lacks, or that lacks a schema, does not compile. */
export function route<const R extends Route>(declared: R & CheckedParams<R['path']>): R {
  return declared;
}

type Parsed<Schema, Otherwise> = Schema extends z.ZodType ? z.output<Schema> : Otherwise;

export type ParamsOf<R extends Route> = Parsed<R['params'], Record<never, never>>;
export type QueryOf<R extends Route> = Parsed<R['query'], undefined>;
export type BodyOf<R extends Route> = Parsed<R['body'], undefined>;
/** The JSON that the route answers. */
export type AnswerOf<R extends Route> = Parsed<R['answer'], never>;
