import type { ClientBinding } from '../durable/clientBinding';
import { asError, RuntimeStartError, RuntimeStoppingError, WorkerLostError } from '../errors';
import type { AppFunction, FunctionCatalogue } from '../functionCatalogue';
import type { Log } from '../logging';
import type { HttpData, TypedData } from '../worker/messages';
import type { WorkerProcess } from '../worker/workerProcess';
import { setCookie } from './cookies';
import { empty, type HttpReply, type HttpRequest, json } from './messages';
import { parseRoute, type Route } from './route';

/** An HTTP function and where it is served. */
export interface FunctionRoute {
  readonly target: AppFunction;
  readonly route: Route;
  readonly methods: readonly string[];
}

/** The routes of all HTTP functions, most specific first. */
export function functionRoutes(catalogue: FunctionCatalogue, routePrefix: string): FunctionRoute[] {
  return catalogue
    .of('http')
    .map((target) => {
      const own = (target.trigger.route as string | undefined) || target.name;
      const methods = (target.trigger.methods as string[] | undefined) ?? ['GET', 'POST'];
      try {
        const route = parseRoute(`${routePrefix}/${own}`);
        return { target, route, methods: methods.map((method) => method.toUpperCase()) };
      } catch (error) {
        throw new RuntimeStartError(
          `The route "${own}" of the function ${target.name}: ${asError(error).message}.`,
        );
      }
    })
    .sort((a, b) => (a.route.rank < b.route.rank ? -1 : 1));
}

/** Serves requests with the app's HTTP functions. Function keys are not required, as with `func start`. */
export class HttpFunctions {
  constructor(
    readonly routes: readonly FunctionRoute[],
    private readonly worker: Pick<WorkerProcess, 'invoke'>,
    private readonly clients: Pick<ClientBinding, 'inputs'>,
    private readonly log: Log,
  ) {}

  /** The reply; undefined if no function serves that path with that method. */
  async handle(request: HttpRequest): Promise<HttpReply | undefined> {
    for (const { target, route, methods } of this.routes) {
      if (!methods.includes(request.method)) continue;
      const params = route.match(request.url.pathname);
      if (params !== undefined) return this.#call(target, request, params);
    }
    return undefined;
  }

  async #call(target: AppFunction, request: HttpRequest, params: Record<string, string>): Promise<HttpReply> {
    const http: HttpData = {
      method: request.method,
      url: request.url.href,
      headers: { ...request.headers },
      query: Object.fromEntries(request.url.searchParams),
      params,
      ...(request.body.length > 0 && { body: { bytes: request.body } }),
    };
    try {
      const inputs = { [target.triggerName]: { http }, ...this.clients.inputs(target) };
      const { returnValue } = await this.worker.invoke(target.metadata, inputs);
      return reply(returnValue);
    } catch (thrown) {
      const error = asError(thrown);
      if (error instanceof RuntimeStoppingError) return json(503, { message: error.message });
      this.log('error', error.stack ?? error.message, { source: 'app', functionName: target.name });
      return error instanceof WorkerLostError ? json(502, { message: error.message }) : empty(500);
    }
  }
}

function reply(value: TypedData | null | undefined): HttpReply {
  const http = value?.http;
  if (http === undefined) return empty(204);
  const headers: Record<string, string | readonly string[]> = { ...http.headers };
  if (http.cookies !== undefined && http.cookies.length > 0)
    headers['set-cookie'] = http.cookies.map(setCookie);
  const body = http.body?.bytes ?? http.body?.string;
  return { status: Number(http.statusCode ?? 200), headers, ...(body !== undefined && { body }) };
}
