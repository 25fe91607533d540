import type { HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Caller } from '../../../access/caller';
import type { RequestFacts } from '../../../access/requestFacts';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from '../../../contract/routes/route';
import type { RouteName, Routes } from '../../../contract/routes/routes';
import type { DeepReadonly } from '../../../domain/kernel/deepReadonly';

/** A request without its body, which handlers get only as their route declares it: parsed, or by `ReadBody`. */
export interface RequestHead extends RequestFacts {
  readonly query: Pick<URLSearchParams, 'get' | 'entries'>;
}

/** An authorized request, parsed as the route declares. */
export interface Call<R extends Route = Route> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  /** Undefined on a route open to anybody. */
  readonly caller: R['right'] extends 'anonymous' ? undefined : Caller;
  readonly request: RequestHead;
  readonly context: InvocationContext;
}

/** The JSON that a route declares. */
export interface JsonAnswer<T> extends HttpResponseInit {
  readonly jsonBody: T;
}

/** Everything else: problem details, bytes, text, or no body at all. */
export interface OtherAnswer extends HttpResponseInit {
  readonly jsonBody?: undefined;
}

/** The responses that a handler of the route may return. */
export type Answer<R extends Route> =
  | OtherAnswer
  | (AnswerOf<R> extends never ? never : JsonAnswer<DeepReadonly<AnswerOf<R>>>);

/** Answers the requests of one route. Made by `create…(deps)`; each names what it needs from the app. */
export type Handler<N extends RouteName> = (
  call: Call<Routes[N]>,
) => Answer<Routes[N]> | Promise<Answer<Routes[N]>>;
