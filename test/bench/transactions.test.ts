interface Request {
  service: string;
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  answerBytes: number;
}

const { transactionOf } = require('./support/transactions') as {
  transactionOf: (request: Request, hubName: string) => Readonly<Record<string, string>>;
};

const net = { 'user-agent': 'azsdk-net-Storage.Queues/12.24.0' };
const js = { 'user-agent': 'azsdk-js-azure-storage-blob/12.32.0' };

function transaction(service: string, line: string, more: Partial<Request> = {}) {
  const [method = '', url = ''] = line.split(' ');
  const { pathname: path, searchParams: query } = new URL(url, 'http://127.0.0.1');
  return transactionOf(
    { service, method, path, query, headers: net, answerBytes: 0, ...more },
    'ImagingTriage',
  );
}

test.each([
  ['PUT /a/images/x', 'put', 'blob write'],
  ['PUT /a/images/x?comp=block&blockid=1', 'put block', 'blob write'],
  ['PUT /a/images/x?comp=blocklist', 'put block list', 'blob write'],
  ['PUT /a/audit?restype=container', 'create container', 'blob list'],
  ['PUT /a/locks/x?comp=lease', 'lease', 'blob read'],
  ['GET /a/images?restype=container&comp=list', 'list', 'blob list'],
  ['GET /a/images/x', 'get', 'blob read'],
  ['HEAD /a/images/x', 'head', 'blob read'],
  ['DELETE /a/images/x', 'delete', 'free'],
])('of the blobs, %s is %s, billed as %s', (line, operation, billed) => {
  expect(transaction('blob', line)).toMatchObject({ operation, billed });
});

test('a copy is told from a write by its source', () => {
  const headers = { ...js, 'x-ms-copy-source': 'http://127.0.0.1/a/b/c' };
  expect(transaction('blob', 'PUT /a/images/x', { headers })).toMatchObject({ operation: 'copy' });
});

test.each([
  ['GET /a/incoming-events/messages?numofmessages=16', 120, 'get, nothing there'],
  ['GET /a/incoming-events/messages?numofmessages=16', 700, 'get'],
  ['GET /a/incoming-events/messages?peekonly=true', 700, 'peek'],
  ['POST /a/incoming-events/messages', 400, 'put'],
  ['PUT /a/incoming-events/messages/1?popreceipt=2', 0, 'update'],
  ['DELETE /a/incoming-events/messages/1?popreceipt=2', 0, 'delete'],
])('of the queues, %s with an answer of %d bytes is %s', (line, answerBytes, operation) => {
  expect(transaction('queue', line, { answerBytes })).toMatchObject({ operation, billed: 'queue' });
});

test.each([
  ['POST /a/$batch', 'batch'],
  ['POST /a/worklist', 'insert'],
  ["GET /a/worklist(PartitionKey='1',RowKey='2')", 'query'],
  ["PUT /a/worklist(PartitionKey='1',RowKey='2')", 'update'],
  ["DELETE /a/worklist(PartitionKey='1',RowKey='2')", 'delete'],
  ['POST /a/Tables', 'create table'],
])('of the tables, %s is %s', (line, operation) => {
  expect(transaction('table', line)).toMatchObject({ operation, billed: 'table' });
});

test.each([
  ['the app, whatever it asks for', 'table', 'GET /a/ImagingTriageInstances()', js, 'app'],
  [
    'the Durable extension, by the name of its hub',
    'queue',
    'GET /a/imagingtriage-control-00/messages',
    net,
    'durable',
  ],
  ['the Durable extension, which alone writes batches', 'table', 'POST /a/$batch', net, 'durable'],
  ['the triggers', 'queue', 'GET /a/incoming-events/messages', net, 'host'],
])('who sent it: %s', (_, service, line, headers, sender) => {
  expect(transaction(service, line, { headers })).toMatchObject({ sender });
});
