const { createServer } = require('node:http');
const { patientPartition, patientStudyKey } = require('../../../dist/domain/study/patient/patientTermKey');
const { SyntheticSite, recordEtag, sealOf, written } = require('./syntheticSite');

/**
 * A process that answers as a storage account does, with whatever a site of a given size has: `{ files, studies, open }`
 * as a message makes the site and is answered with its ids that are open; `counts` is answered with what was asked for
 * since. Blobs that are written are kept; rows that are written are not.
 */
let site;
let counts;
const kept = new Map();

process.on('message', (message) => {
  if (message === 'counts') return void process.send(counts);
  site = new SyntheticSite(message);
  counts = { requests: 0, bytes: 0 };
  kept.clear();
  process.send({ arrivals: site.openArrivals(), studies: site.openStudies() });
});

const server = createServer((request, response) => {
  counts.requests += 1;
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const url = new URL(request.url, 'http://synthetic');
    const [, account, ...path] = decodeURIComponent(url.pathname).split('/');
    const ask = { request, query: url.searchParams, path: path.join('/'), body: Buffer.concat(chunks) };
    const { status = 200, headers = {}, body = '' } = account === 'tables' ? rows(ask) : blobs(ask);
    counts.bytes += Buffer.byteLength(body);
    response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

function blobs({ request, query, path, body }) {
  if (query.get('comp') === 'list') return listing(path, query);
  if (request.method === 'PUT') {
    const metadata = Object.entries(request.headers).filter(([name]) => name.startsWith('x-ms-meta-'));
    kept.set(path, { body, metadata: Object.fromEntries(metadata) });
    return { status: 201, headers: { etag: '"0x1"', 'last-modified': new Date().toUTCString() } };
  }
  const found = kept.get(path) ?? madeUp(path);
  if (found === undefined) return { status: 404, headers: { 'x-ms-error-code': 'BlobNotFound' } };
  return { headers: { ...blobHeaders(), ...found.metadata }, body: found.body };
}

function blobHeaders() {
  return { etag: '"0x1"', 'last-modified': written.toUTCString(), 'x-ms-blob-type': 'BlockBlob' };
}

/** The record of an arrival, and its outcome. */
function madeUp(path) {
  const [, arrivalId] = /([0-9a-f]{64})\.json$/.exec(path) ?? [];
  const at = written.toISOString();
  const base = { schemaVersion: 1, arrivalId };
  if (/^results\/arrivals\//.test(path))
    return sealed(path, { ...base, outcome: 'quarantined', reason: 'truncated', finishedAt: at });
  if (!/^arrivals\/[0-9a-f]{64}/.test(path)) return undefined;
  const file = { container: 'incoming', name: 'gone.dcm', etag: 'e', receivedAt: at, lane: 'routine' };
  return sealed(path, { ...base, ...file, salt: arrivalId });
}

function sealed(path, value) {
  const body = JSON.stringify(value);
  const [container, ...name] = path.split('/');
  const { sha256, seal } = sealOf(container, name.join('/'), body);
  return { body, metadata: { 'x-ms-meta-sha256': sha256, 'x-ms-meta-seal': seal } };
}

function listing(container, query) {
  const prefix = query.get('prefix') ?? '';
  const first = Number(query.get('marker') || 0);
  const most = Number(query.get('maxresults') ?? 5_000);
  const items = [];
  let next = '';
  for (const item of namesIn(container, prefix, first)) {
    if (items.length >= most) {
      next = String(item.index);
      break;
    }
    items.push(item.folder ? folderXml(item.folder) : blobXml(container, item.name));
  }
  const body = `<?xml version="1.0" encoding="utf-8"?><EnumerationResults ContainerName="${container}">${items.length === 0 ? '<Blobs />' : `<Blobs>${items.join('')}</Blobs>`}<NextMarker>${next}</NextMarker></EnumerationResults>`;
  return { headers: { 'content-type': 'application/xml' }, body };
}

function* namesIn(container, prefix, first) {
  const { arrivals, studies } = site;
  const range = prefix.slice(prefix.indexOf('/') + 1);
  if (container === 'incoming')
    for (let index = first; index < arrivals.count; index += 1)
      yield { index, name: `${String(index).padStart(8, '0')}.dcm` };
  if (container === 'quarantine')
    for (const id of site.refused()) if (id.startsWith(range)) yield { name: `${id}/refusal.json` };
  if (container === 'arrivals' || (container === 'results' && prefix.startsWith('arrivals/')))
    for (let index = Math.max(first, arrivals.from(range)); index < arrivals.after(range); index += 1) {
      const folder = container === 'results' ? 'arrivals/' : '';
      if (!folder || !site.isOpenArrival(index)) yield { index, name: `${folder}${arrivals.at(index)}.json` };
    }
  if (container === 'results' && prefix.startsWith('studies/'))
    for (let index = Math.max(first, studies.from(range)); index < studies.after(range); index += 1) {
      yield { index, name: `studies/${studies.at(index)}.json` };
      yield { index, folder: `studies/${studies.at(index)}/` };
    }
}

/** With what Azure says of each blob. */
function blobXml(container, name) {
  const { sha256, seal } = sealOf(container, name);
  const etag = container === 'results' ? recordEtag : '0x1';
  const at = written.toUTCString();
  return `<Blob><Name>${name}</Name><Properties><Creation-Time>${at}</Creation-Time><Last-Modified>${at}</Last-Modified><Etag>${etag}</Etag><Content-Length>900</Content-Length><Content-Type>application/json</Content-Type><Content-Encoding /><Content-Language /><Content-CRC64 /><Content-MD5>mZFLkyvTelC5g8XnyQrpOw==</Content-MD5><Cache-Control /><Content-Disposition /><BlobType>BlockBlob</BlobType><AccessTier>Hot</AccessTier><AccessTierInferred>true</AccessTierInferred><LeaseStatus>unlocked</LeaseStatus><LeaseState>available</LeaseState><ServerEncrypted>true</ServerEncrypted></Properties><Metadata><sha256>${sha256}</sha256><seal>${seal}</seal></Metadata><OrMetadata /></Blob>`;
}

function folderXml(name) {
  return `<BlobPrefix><Name>${name}</Name></BlobPrefix>`;
}

const json = { 'content-type': 'application/json;odata=minimalmetadata' };

function rows({ request, query, path }) {
  if (request.method !== 'GET') return { status: 204, headers: { etag: 'W/"1"' } };
  const [, partition, key] = /^worklist\(PartitionKey='([^']*)',RowKey='([^']*)'\)$/.exec(path) ?? [];
  if (partition !== undefined) {
    const isThere =
      key === 'count'
        ? site.months.some(({ name }) => name === partition)
        : partition === 'study' && site.openStudies().includes(key);
    return isThere ? { headers: json, body: JSON.stringify(site.row(partition, key)) } : { status: 404 };
  }
  const filter = query.get('$filter') ?? '';
  const most = Math.min(1_000, Number(query.get('$top') ?? 1_000));
  const from = query.get('NextRowKey') ?? '';
  const value = [];
  const headers = { ...json };
  for (const [name, key] of path.startsWith('worklist')
    ? keysIn(filter, from)
    : patientKeys(path, filter, from)) {
    if (value.length >= most) {
      headers['x-ms-continuation-NextPartitionKey'] = name;
      headers['x-ms-continuation-NextRowKey'] = key;
      break;
    }
    value.push(path.startsWith('worklist') ? site.row(name, key) : { RowKey: key });
  }
  return { headers, body: JSON.stringify({ value }) };
}

/** Each study is found by its patient. */
function* patientKeys(path, filter, next) {
  const [, from] = /RowKey ge '([^']*)'/.exec(filter) ?? [];
  if (!path.startsWith('patients') || !from?.startsWith(patientStudyKey(''))) return;
  const [, before] = /RowKey lt '([^']*)'/.exec(filter);
  const { studies } = site;
  const first = ([from, next].sort()[1] ?? from).slice(patientStudyKey('').length);
  for (let index = studies.from(first || '0'); index < studies.count; index += 1) {
    const key = patientStudyKey(studies.at(index));
    if (key >= before) return;
    yield [patientPartition, key];
  }
}

function* keysIn(filter, next) {
  const [, partition] = /PartitionKey eq '([^']*)'/.exec(filter) ?? [];
  const [, from = ''] = /RowKey ge '([^']*)'/.exec(filter) ?? [];
  const [, before = '~'] = /RowKey lt '([^']*)'/.exec(filter) ?? [];
  const first = [from, next].sort()[1] ?? from;
  const month = site.months.find(({ name }) => name === partition);
  if (partition === undefined) yield [site.months.at(-1).name, 'count'];
  else if (month) yield* keysOfMonth(month, first, before);
  else if (partition === 'reviewed') yield* pointers(first, before);
  else
    for (const key of { study: site.openStudies, refusal: site.refused, processing: site.openArrivals }[
      partition
    ]?.call(site) ?? [])
      if (key >= first && key < before) yield [partition, key];
}

function* pointers(first, before) {
  const { studies } = site;
  for (
    let index = studies.from(first || '0');
    index < studies.count && studies.at(index) < before;
    index += 1
  )
    if (!site.isOpenStudy(index)) yield ['reviewed', studies.at(index)];
}

function* keysOfMonth(month, first, before) {
  const count = month.after - month.first;
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (site.keyIn(month, middle) < first) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < count; at += 1) {
    const key = site.keyIn(month, at);
    if (key >= before) return;
    yield [month.name, key];
  }
}
