/**
 * What a request to a storage account is: who sent it, which operation it is, and as what Azure bills it
 * (learn.microsoft.com, "Map each REST operation to a price").
 */

/** Operations that the query's `comp` names, by method. */
const blobComp = {
  PUT: {
    block: 'put block',
    blocklist: 'put block list',
    appendblock: 'append block',
    lease: 'lease',
    metadata: 'set metadata',
    properties: 'set properties',
    tags: 'set tags',
  },
  GET: { list: 'list', metadata: 'get metadata', blocklist: 'get block list', tags: 'get tags' },
};

const blobWrites = new Set(['put', 'copy', 'put block', 'put block list', 'append block', 'set tags']);
const blobLists = new Set(['list', 'create container']);

function blobOperation({ method, query, headers }) {
  const comp = query.get('comp');
  if (query.get('restype') === 'container' && comp === null && method === 'PUT') return 'create container';
  const named = blobComp[method]?.[comp];
  if (named !== undefined) return named;
  if (method === 'PUT') return headers['x-ms-copy-source'] === undefined ? 'put' : 'copy';
  return { GET: 'get', HEAD: 'head', DELETE: 'delete' }[method] ?? method.toLowerCase();
}

function blobBilled(operation) {
  if (operation === 'delete') return 'free';
  if (blobWrites.has(operation)) return 'blob write';
  return blobLists.has(operation) ? 'blob list' : 'blob read';
}

/** An answer to "get messages" without any: an XML list of that many bytes at most. */
const emptyList = 150;

function queueOperation({ method, path, query, answerBytes }) {
  if (!path.includes('/messages')) return method === 'PUT' ? 'create or set' : 'get properties';
  if (method === 'GET' && query.get('peekonly') === 'true') return 'peek';
  if (method === 'GET') return answerBytes > emptyList ? 'get' : 'get, nothing there';
  return { POST: 'put', PUT: 'update', DELETE: 'delete' }[method];
}

function tableOperation({ method, path }) {
  if (path.endsWith('/$batch')) return 'batch';
  if (path.endsWith('/Tables')) return method === 'POST' ? 'create table' : 'query tables';
  return { GET: 'query', POST: 'insert', DELETE: 'delete' }[method] ?? 'update';
}

/**
 * The Durable extension's own containers, queues and tables bear the name of its hub; and only it writes batches of
 * rows, whose table stands in the body alone.
 */
function senderOf({ path, headers }, hubName) {
  if (/azsdk-js/.test(headers['user-agent'] ?? '')) return 'app';
  if (path.endsWith('/$batch')) return 'durable';
  return path.toLowerCase().includes(`/${hubName.toLowerCase()}`) ? 'durable' : 'host';
}

/**
 * @param request `service` (blob, queue or table), `method`, `path` (with the account), `query` (URLSearchParams),
 *   `headers`, and `answerBytes`, the length of the answer's body
 * @returns { sender: 'app' | 'durable' | 'host', service, operation, billed }
 */
function transactionOf(request, hubName) {
  const { service } = request;
  const sender = senderOf(request, hubName);
  if (service === 'blob') {
    const operation = blobOperation(request);
    return { sender, service, operation, billed: blobBilled(operation) };
  }
  const operation = service === 'queue' ? queueOperation(request) : tableOperation(request);
  return { sender, service, operation, billed: service };
}

module.exports = { transactionOf };
