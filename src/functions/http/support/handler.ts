import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Caller } from '../../../access/caller';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from '../../../contract/routes/route';
import type { RouteName, Routes } from '../../../contract/routes/routes';
import type { DeepReadonly } from '../../../domain/kernel/deepReadonly';

/** One request that was authorized, and whose parts are what the route declares. */
export interface Call<R extends Route = Route> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  /** Nobody is authenticated on a route for anybody. */
  readonly caller: R['right'] extends 'anonymous' ? undefined : Caller;
  readonly request: HttpRequest;
  readonly context: InvocationContext;
}

/** JSON that is what a route declares. */
export interface JsonAnswer<T> extends HttpResponseInit {
  readonly jsonBody: T;
}

/** Everything else: problem details, bytes, a text, or no body at all. */
export interface OtherAnswer extends HttpResponseInit {
  readonly jsonBody?: undefined;
}

/** What a handler of the route may answer. */
export type Answer<R extends Route> =
  | OtherAnswer
  | (AnswerOf<R> extends never ? never : JsonAnswer<DeepReadonly<AnswerOf<R>>>);

/** Answers the calls of one route. Made by `create…(deps)`, of which each names what it needs of the app. */
export type Handler<N extends RouteName> = (
  call: Call<Routes[N]>,
) => Answer<Routes[N]> | Promise<Answer<Routes[N]>>;
