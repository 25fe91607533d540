import type { z } from 'zod';
import type { Right } from '../../domain/kernel/roles';

export type HttpMethod = 'GET' | 'POST' | 'DELETE';

/** The methods a route accepts: what can be read also answers to HEAD, without its body. */
export function methodsOf({ method }: Pick<Route, 'method'>): readonly (HttpMethod | 'HEAD')[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

/** A response that is not JSON; `none`: a response without a body. */
export type MediaType =
  | 'application/dicom+json'
  | 'application/octet-stream'
  | 'application/openmetrics-text'
  | 'image/jpeg'
  | 'image/png'
  | 'multipart/related'
  | 'text/html'
  | 'text/markdown'
  | 'text/plain'
  | 'none';

/** What a request costs the app. Requests of one caller and effort are limited in number together. */
export type Effort = 'little' | 'list' | 'picture' | 'viewer' | 'upload' | 'classification';

/**
 * What the function, the page and the tests agree on for one route. Errors are problem details (RFC 9457) on
 * every route.
 */
export interface Route {
  readonly method: HttpMethod;
  /** Without the leading slash, with parameters in braces. */
  readonly path: string;
  /** The right that a caller needs; `signed-in`: any signed-in caller; `anonymous`: anybody. */
  readonly right: Right | 'signed-in' | 'anonymous';
  /** Absent: little. */
  readonly effort?: Effort;
  /** The parameters of the path. */
  readonly params?: z.ZodType;
  /** Absent: the query is ignored. */
  readonly query?: z.ZodType;
  /** The JSON body; `raw`: the handler reads the bytes itself, up to a limit that it states. */
  readonly body?: z.ZodType | 'raw';
  readonly answer: z.ZodType | MediaType;
}

/** The parameter names of a path. A parameter with a constraint matches no text and is not counted. */
export type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string}:${string}` ? never : Name) | ParamNames<Rest>
  : never;

type CheckedParams<Path extends string> = [ParamNames<Path>] extends [never]
  ? { readonly params?: never }
  : { readonly params: z.ZodObject<Record<ParamNames<Path>, z.ZodType>> };

/** Declares a route; a parameter that is missing from its path, or that has no schema, does not compile. */
export function route<const R extends Route>(declared: R & CheckedParams<R['path']>): R {
  return declared;
}

/** Reads the body of a request. Rejects if it has more bytes. */
export type ReadBody = (maxBytes: number) => Promise<Uint8Array>;

type Parsed<Schema, Otherwise> = Schema extends z.ZodType ? z.output<Schema> : Otherwise;

export type ParamsOf<R extends Route> = Parsed<R['params'], Record<never, never>>;
export type QueryOf<R extends Route> = Parsed<R['query'], undefined>;
/** The parsed JSON; of a `raw` body, what reads it. */
export type BodyOf<R extends Route> = R['body'] extends 'raw' ? ReadBody : Parsed<R['body'], undefined>;
/** The JSON response of the route. */
export type AnswerOf<R extends Route> = Parsed<R['answer'], never>;
