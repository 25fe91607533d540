import { type IncomingMessage, Server, type ServerResponse } from 'node:http';

/** Sent to Azurite's process: writes into these containers are to be told. */
export interface WatchMessage {
  readonly type: 'watch';
  readonly containers: readonly string[];
}

export interface WrittenBlob {
  readonly container: string;
  readonly name: string;
  /** In quotes. */
  readonly etag: string;
}

/** Writes within that time are told together. */
const tellMilliseconds = 100;

/** What is put, by the `comp` of the request, where that changes what a reader of the blob gets. */
const changes = [null, 'blocklist', 'appendblock', 'page', 'metadata', 'properties'];

/** Tells which blobs were put into the watched containers, so that nobody need look for them all the time. */
export function tellWrites(
  watched: ReadonlySet<string>,
  tell: (blobs: readonly WrittenBlob[]) => void,
): void {
  const written: WrittenBlob[] = [];
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (this: Server, event: string, ...about: unknown[]): boolean {
    const [request, response] = about as [Partial<IncomingMessage>?, ServerResponse?];
    const blob = event === 'request' ? blobPutBy(request) : undefined;
    if (blob !== undefined && watched.has(blob.container))
      response?.once('finish', () => {
        if (response.statusCode >= 300) return;
        if (written.length === 0) setTimeout(() => tell(written.splice(0)), tellMilliseconds);
        written.push({ ...blob, etag: String(response.getHeader('etag')) });
      });
    return Reflect.apply(emit, this, [event, ...about]) as boolean;
  };
}

/** Undefined if the request puts no blob. */
export function blobPutBy({
  method,
  url = '',
}: Partial<IncomingMessage> = {}): Omit<WrittenBlob, 'etag'> | undefined {
  const [path = '', query = ''] = url.split('?');
  const [, container, name] = /^\/[^/]+\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (method !== 'PUT' || container === undefined || name === undefined) return undefined;
  if (!changes.includes(new URLSearchParams(query).get('comp'))) return undefined;
  try {
    return { container, name: decodeURIComponent(name) };
  } catch {
    // Azurite refuses it, too.
    return undefined;
  }
}
