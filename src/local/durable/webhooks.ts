import { createHash, timingSafeEqual } from 'node:crypto';
import { empty, type HttpReply, type HttpRequest, json, text } from '../http/messages';
import { type ClientBinding, webhookPath } from './clientBinding';
import { isFinished, type RuntimeStatus } from './history';
import type { Hub } from './hub';
import type { InstanceFilter } from './hubDatabase';
import { HubError } from './hubErrors';
import { historyView, statusView } from './statusView';

const pageSize = 100;

/** The durable routes: start, query, raise events, terminate, purge. All of them require the system key. */
export class DurableWebhooks {
  constructor(
    private readonly hub: Hub,
    private readonly clients: ClientBinding,
    private readonly key: string,
  ) {}

  /** The reply; undefined if the request is not for these routes. */
  async handle(request: HttpRequest): Promise<HttpReply | undefined> {
    const { pathname, searchParams } = request.url;
    if (!pathname.toLowerCase().startsWith(`${webhookPath}/`)) return undefined;
    const given = request.headers['x-functions-key'] ?? searchParams.get('code') ?? '';
    if (!sameSecret(given, this.key)) return empty(401);
    try {
      const segments = pathname
        .slice(webhookPath.length + 1)
        .split('/')
        .map(decodeURIComponent);
      return await this.#route(request, segments);
    } catch (error) {
      if (error instanceof HubError) return json(error.status, { Message: error.message });
      if (error instanceof URIError)
        return json(400, { Message: 'The address is not encoded as it should be.' });
      throw error;
    }
  }

  async #route(
    request: HttpRequest,
    [kind = '', first = '', second = '', third = '']: string[],
  ): Promise<HttpReply> {
    const { method } = request;
    if (kind.toLowerCase() === 'orchestrators' && method === 'POST')
      return this.#start(request, first, second);
    if (kind.toLowerCase() !== 'instances') return empty(404);
    if (first === '' && method === 'GET') return this.#list(request);
    if (first === '' && method === 'DELETE') return this.#purge(request);
    if (second === '' && method === 'GET') return this.#status(request, first);
    if (second === '' && method === 'DELETE') return this.#purgeOne(first);
    if (method === 'POST') return this.#operate(request, first, second.toLowerCase(), third);
    return empty(404);
  }

  async #start({ body, url }: HttpRequest, name: string, instanceId: string): Promise<HttpReply> {
    const input = body.length === 0 ? '""' : jsonText(body);
    const id = await this.hub.startNew(
      name,
      instanceId || undefined,
      input,
      url.searchParams.get('version') ?? '',
    );
    return this.#started(id);
  }

  #started(id: string): HttpReply {
    const urls = this.clients.managementUrls(id);
    return json(202, urls, { location: urls.statusQueryGetUri ?? '', 'retry-after': '10' });
  }

  #status({ url }: HttpRequest, id: string): HttpReply {
    const record = this.hub.require(id);
    const asked = (name: string) => url.searchParams.get(name)?.toLowerCase();
    const view = statusView(record, asked('showInput') !== 'false');
    if (asked('showHistory') === 'true') {
      view.historyEvents = historyView(this.hub.store.history(id), asked('showHistoryOutput') === 'true');
    }
    if (!isFinished(record.status)) {
      const { statusQueryGetUri = '' } = this.clients.managementUrls(id);
      return json(202, view, { location: statusQueryGetUri, 'retry-after': '5' });
    }
    const isError = record.status === 'Failed' && asked('returnInternalServerErrorOnFailure') === 'true';
    return json(isError ? 500 : 200, view);
  }

  #list({ url, headers }: HttpRequest): HttpReply {
    const top = Number(url.searchParams.get('top') ?? pageSize);
    if (!Number.isInteger(top) || top < 1) throw new HubError(400, `'top' must be a whole number above 0.`);
    const page = this.hub.store.list(filterOf(url), top + 1, readToken(headers['x-ms-continuation-token']));
    const shown = page.slice(0, top);
    const showInput = url.searchParams.get('showInput')?.toLowerCase() === 'true';
    const last = page.length > top ? shown.at(-1) : undefined;
    return json(
      200,
      shown.map((record) => statusView(record, showInput)),
      last === undefined ? {} : { 'x-ms-continuation-token': writeToken(last.createdAt, last.id) },
    );
  }

  async #purge({ url }: HttpRequest): Promise<HttpReply> {
    if (!url.searchParams.has('createdTimeFrom')) {
      throw new HubError(400, `Please provide value for 'createdTimeFrom' parameter.`);
    }
    const records = this.hub.store.list(filterOf(url), Number.MAX_SAFE_INTEGER);
    const instancesDeleted = await this.hub.purge(records.map(({ id }) => id));
    return json(instancesDeleted > 0 ? 200 : 404, { instancesDeleted });
  }

  async #purgeOne(id: string): Promise<HttpReply> {
    const status = this.hub.store.record(id)?.status;
    if (status !== undefined && !isFinished(status)) {
      throw new HubError(
        412,
        `Only orchestrations in a terminal state can be purged, but the orchestration with instance ID ${id} has status ${status}`,
      );
    }
    const instancesDeleted = await this.hub.purge([id]);
    return json(instancesDeleted > 0 ? 200 : 404, { instancesDeleted });
  }

  async #operate(
    { url, headers, body }: HttpRequest,
    id: string,
    operation: string,
    name: string,
  ): Promise<HttpReply> {
    const reason = url.searchParams.get('reason') ?? '';
    switch (operation) {
      case 'raiseevent':
        if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) {
          throw new HubError(400, 'Only application/json request content is supported.');
        }
        await this.hub.raiseEvent(id, name, body.length === 0 ? 'null' : jsonText(body));
        return empty(202);
      case 'terminate':
      case 'suspend':
      case 'resume':
        await this.hub[operation](id, reason);
        return empty(202);
      case 'restart': {
        const { name: orchestrator, input, version } = this.hub.require(id);
        const keepId = url.searchParams.get('restartWithNewInstanceId')?.toLowerCase() === 'false';
        return this.#started(await this.hub.startNew(orchestrator, keepId ? id : undefined, input, version));
      }
      case 'rewind':
        this.hub.require(id);
        return text(501, 'The local runtime cannot rewind an instance: start it anew under the same id.');
      default:
        return empty(404);
    }
  }
}

function filterOf({ searchParams }: URL): InstanceFilter {
  const time = (name: string): string | undefined => {
    const text = searchParams.get(name);
    if (!text) return undefined;
    const milliseconds = Date.parse(text);
    if (Number.isNaN(milliseconds)) throw new HubError(400, `'${name}' is not a time.`);
    return new Date(milliseconds).toISOString();
  };
  const statuses = searchParams.get('runtimeStatus')?.split(',').filter(Boolean) as
    | RuntimeStatus[]
    | undefined;
  const createdFrom = time('createdTimeFrom');
  const createdTo = time('createdTimeTo');
  const idPrefix = searchParams.get('instanceIdPrefix');
  return {
    ...(statuses !== undefined && statuses.length > 0 && { statuses }),
    ...(createdFrom !== undefined && { createdFrom }),
    ...(createdTo !== undefined && { createdTo }),
    ...(idPrefix !== null && { idPrefix }),
  };
}

function jsonText(body: Buffer): string {
  const text = body.toString('utf8');
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new HubError(400, 'Invalid JSON content.');
  }
}

function writeToken(created: string, id: string): string {
  return Buffer.from(JSON.stringify([created, id])).toString('base64url');
}

function readToken(token: string | undefined): { created: string; id: string } | undefined {
  if (!token) return undefined;
  try {
    const [created, id] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as [string, string];
    return { created, id };
  } catch {
    throw new HubError(400, 'The continuation token is invalid.');
  }
}

function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
