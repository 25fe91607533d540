import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LogReader } from '../../src/audit/log/logReader';
import { exportAudit } from '../../src/cli/commands/audit/support/exportAudit';
import type { Outcome } from '../../src/domain/intake/arrival';
import type { Role } from '../../src/domain/kernel/roles';
import { createEraseStudy } from '../../src/operations/study/eraseStudy';
import { AccountTree } from '../../src/storage/audit/blobTree';
import { testSigner } from '../audit/memoryLog';
import { type AppRuntime, appRuntime, until } from '../support/appRuntime';
import { birthDate, canaryIn, canaryOf } from '../support/canaries';
import { canaryFile, canaryName } from '../support/canaryFile';
import { Collector } from '../support/collector';
import { everythingKept, type Kept } from '../support/everythingKept';
import { FhirServer, outcome } from '../support/peers/fhirServer';
import { HttpPeer } from '../support/peers/httpPeer';
import { answering, MllpPeer } from '../support/peers/mllpPeer';
import { Receiver } from '../support/receiver';
import { zipOf } from '../support/zipOf';

/** CANARY_STUDIES=50 takes some minutes. */
const studies = Number(process.env.CANARY_STUDIES ?? 12);

jest.setTimeout(240_000 + studies * 10_000);

/**
 * These hold patients' data by design: whom studies show, what files are called, and the files themselves. The Functions
 * host, and so the local runtime, notes by their names which blobs it has handed on. What is sent to other systems, and
 * what they answer, names them too; the names of those blobs do not.
 */
const guarded =
  /^(identity|arrivals|incoming|azure-webjobs-hosts\/blobreceipts)\/|^quarantine\/[0-9a-f]{64}\/file( |$)|^outputs\/studies\/[^ ]*$/;
const isGuarded = ({ where }: Kept) => guarded.test(where);

const receiver = new Receiver();
/** Systems that are sent results. What they answer repeats whom it was about. */
const ehr = new FhirServer([{ status: 500, body: outcome(canaryOf('latin', '^A')) }]);
const pacs = new HttpPeer(({ body }) => ({ status: 422, body: `${canaryOf('latin', '^B')} ${body.length}` }));
const ris = new MllpPeer([]);
const rejecting = Array.from({ length: 200 }, () =>
  answering('AR', [`ERR|||200^${canaryOf('latin', '^C')}^HL70357|E||||${canaryOf('cyrillic', '')}`]),
);
/** A collector of OpenTelemetry. What goes to Azure Monitor is made of the same spans and samples. */
const collector = new Collector();
const folder = mkdtempSync(path.join(tmpdir(), 'canaries-'));
/** Every answer of the app but those that are there to say whom a study shows, with its headers. */
const answers: Kept[] = [];
let running: AppRuntime;
let ended: { study: number; outcome: Outcome }[];

beforeAll(
  async () => {
    await Promise.all([receiver.start(), collector.start(), ehr.peer.start(), pacs.start(), ris.start()]);
    ris.script.push(...rejecting);
    running = await appRuntime({
      TRIAGE_MODELS: 'models',
      TRIAGE_AUDIT_KEY_FILE: path.join(folder, 'key'),
      TRIAGE_FIRST_IMPRESSION: 'true',
      TRIAGE_WEBHOOK_URL: receiver.url,
      TRIAGE_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
      TRIAGE_NOTIFICATION_QUEUE: 'triage-notices',
      TRIAGE_OUTPUTS: JSON.stringify({ receivers: receivers() }),
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_METRIC_EXPORT_INTERVAL: '1000',
    });
    ended = await admitAll();
  },
  60_000 + studies * 10_000,
);

afterAll(async () => {
  await running?.stop();
  ris.stop();
  await Promise.all([receiver.stop(), collector.stop(), ehr.peer.stop(), pacs.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

function receivers(): object[] {
  const quick = { quietSeconds: 0 };
  const hl7 = { kind: 'hl7', host: '127.0.0.1', port: ris.port, tls: false, forms: ['oru', 'orm'] };
  return [
    { name: 'ehr', kind: 'fhir', url: ehr.peer.url, ...quick },
    { name: 'pacs', kind: 'stow', url: pacs.url, forms: ['sr', 'sc'], ...quick },
    { name: 'ris', ...hl7, ...quick },
    { name: 'behind', kind: 'gateway', forms: ['sr', 'oru'], ...quick },
  ];
}

/** One file of each study; of some a second, some inside an export; and files that are refused. */
async function admitAll() {
  const dropped: { study: number; arrivalId: string }[] = [];
  const drop = async (study: number, name: string, bytes: Uint8Array) => {
    dropped.push({ study, arrivalId: await running.drop(name, bytes) });
  };
  for (let study = 0; study < studies; study += 1) {
    await drop(study, canaryName(study), canaryFile(study));
    if (study % 4 === 0) await drop(study, canaryName(study, 'second'), canaryFile(study, 1));
    if (study % 5 === 0)
      await drop(study, canaryName(study, 'cut.dcm'), canaryFile(study, 2).subarray(0, 2500));
    if (study % 6 === 0)
      await drop(
        study,
        canaryName(study, 'zip'),
        await zipOf({
          [`${canaryName(study, 'folder')}/3`]: canaryFile(study, 3),
          [`${canaryName(study, 'folder')}/cut`]: canaryFile(study, 4).subarray(0, 3000),
          [canaryName(study, 'inner.zip')]: canaryFile(study, 5),
        }),
      );
  }
  return Promise.all(
    dropped.map(async ({ study, arrivalId }) => ({
      study,
      outcome: await until('an outcome', () => running.store.arrivals.outcome(arrivalId), 60 + studies * 10),
    })),
  );
}

/** Everything that was sent as telemetry, with its headers. */
function telemetrySent(): Kept[] {
  return collector.received.map(({ path: asked, headers, body }) => ({
    where: `telemetry ${asked}`,
    bytes: Buffer.concat([Buffer.from(headers), body]),
  }));
}

interface Asked {
  readonly body?: Uint8Array | FormData | object | string;
  readonly headers?: Record<string, string>;
  readonly method?: string;
  readonly role?: Role;
  readonly name?: string;
}

/** Asks the app, and keeps what it answered. */
async function ask(address: string, asked: Asked = {}): Promise<Response> {
  const { body, headers = {}, role = 'reviewer', name = 'Dr. A' } = asked;
  const method = asked.method ?? (body === undefined ? 'GET' : 'POST');
  const isJson = body?.constructor === Object;
  const init: RequestInit = {
    method,
    redirect: 'manual',
    headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : (body as string) }),
  };
  const answer = await running.fetch(address, init, role, name);
  return keep(`${method} ${address.slice(0, 40)}`, answer);
}

async function keep(where: string, answer: Response): Promise<Response> {
  const copy = answer.clone();
  const about = JSON.stringify([...copy.headers]);
  answers.push(
    { where: `${where} (${answer.status}, headers)`, bytes: Buffer.from(about) },
    { where: `${where} (${answer.status})`, bytes: new Uint8Array(await copy.arrayBuffer()) },
  );
  return answer;
}

interface Admitted {
  readonly study: number;
  readonly studyId: string;
  readonly imageId: string;
}

function admitted(): Admitted[] {
  const known = new Map<string, Admitted>();
  for (const { study, outcome } of ended)
    if ('imageId' in outcome)
      known.set(outcome.studyId, { study, studyId: outcome.studyId, imageId: outcome.imageId });
  return [...known.values()];
}

/** What a reviewer does with one study, and what others do at the same time. */
async function read({ study, studyId, imageId }: Admitted): Promise<void> {
  const at = `/api/studies/${studyId}`;
  const image = `/api/images/${imageId}`;
  for (const address of [at, `${at}/rank`, `${at}/audit`, image]) await ask(address);
  await ask(`${at}/audit`, { role: 'auditor' });
  for (const part of [
    'samples?frame=1',
    'preview',
    'picture?frame=1',
    'preview?heat=chest-opacity/lung-opacity',
  ])
    await ask(`${image}/${part}`, { role: 'auditor' });
  const version = ((await (await ask(at)).json()) as { version: number }).version;
  const impression = { studyVersion: version, priority: 'routine' };
  for (const name of ['Dr. A', 'Dr. B']) await ask(`${at}/impression`, { body: impression, name });
  const { revision } = (await (await ask(at)).json()) as { revision: number };
  const override = { decision: 'override', priority: 'urgent', reason: 'other', comment: 'seen on the left' };
  const body = { studyVersion: version, ...(study % 3 === 0 ? override : { decision: 'accept' }) };
  const headers = { 'if-match': `"${revision}"` };
  const first = await ask(`${at}/review`, { body, headers });
  const { review } = (await first.json()) as { review: { reviewId: string } };
  expect(first.status).toBe(200);
  expect((await ask(`${at}/review`, { body, headers, name: 'Dr. B' })).status).toBe(409);
  if (study % 2 === 0)
    expect((await ask(`${at}/reviews/${review.reviewId}`, { method: 'DELETE' })).status).toBe(200);
  await ask(`${at}/versions/1`);
}

/**
 * One that was due when it came. Its review is woken by a review that is taken back, and by nothing before, so that the
 * revision that is signed is the one that was read.
 */
async function letLapse({ studyId }: Admitted): Promise<void> {
  await running.store.results.changeStudy(studyId, (known) => known && { ...known, dueAt: known.receivedAt });
  const at = `/api/studies/${studyId}`;
  const { revision, version } = (await (await ask(at)).json()) as { revision: number; version: number };
  const headers = { 'if-match': `"${revision}"` };
  const signed = await ask(`${at}/review`, { body: { studyVersion: version, decision: 'accept' }, headers });
  expect(signed.status).toBe(200);
  const { review } = (await signed.json()) as { review: { reviewId: string } };
  expect((await ask(`${at}/reviews/${review.reviewId}`, { method: 'DELETE' })).status).toBe(200);
}

const texts = [
  canaryOf('latin', '^A'),
  canaryOf('cyrillic', ''),
  canaryOf('japanese', ''),
  canaryOf('uid', '1'),
  `*${birthDate}`,
];

/** Requests that name a patient where no name belongs; whoever sends them learns nothing that repeats it. */
async function askBadly(studyId: string): Promise<void> {
  for (const text of texts) {
    const named = encodeURIComponent(text);
    const at = `/api/studies/${studyId}`;
    const match = { 'if-match': '"1"' };
    for (const role of ['reviewer', 'uploader'] as const) {
      for (const address of [
        `/api/studies/${named}`,
        `/api/studies/${named}/identity`,
        `/api/studies/${named}/audit`,
        `${at}/versions/${named}`,
        `/api/images/${named}/samples?frame=${named}`,
        `/api/images/${named}/preview?heat=${named}`,
        `/api/worklist?tab=${named}`,
        `/api/worklist?${named}=1`,
        `/api/worklist?text=${named}`,
        `/api/feedback?since=${named}`,
        `/api/feedback?${named}=1`,
        `/api/models/${named}/${named}/card`,
        `/api/${named}`,
        `/studies/${named}`,
        `/assets/${named}`,
        `/sign-in?to=/studies/${named}`,
        `/sign-in/callback?code=${named}&state=${named}&error=${named}`,
      ])
        await ask(address, { role });
      for (const body of [{ text }, { text, tab: text }, { [text]: 1 }, { text: 'abc', priority: [text] }])
        await ask('/api/worklist/search', { body, role });
      const broken = {
        body: `{"decision": "${text}`,
        headers: { ...match, 'content-type': 'application/json' },
      };
      for (const part of ['review', 'impression']) {
        await ask(`${at}/${part}`, { ...broken, role });
        for (const body of [{ decision: text }, { [text]: text }, { decision: 'accept', studyVersion: text }])
          await ask(`${at}/${part}`, { body, headers: match, role });
      }
      await ask(`${at}/reviews/${named}`, { method: 'DELETE', role });
      await ask(`/api/classify?model=${named}&k=${named}`, { body: canaryFile(1), role });
      for (const body of [
        { container: 'incoming', blob: text },
        { container: text, blob: text },
        { [text]: text },
      ])
        await ask('/api/classify', { body, role: role === 'uploader' ? role : 'admin' });
      await ask('/api/classify', { body: { a: 1 }, headers: { 'content-type': `x/${named}` }, role });
    }
    for (const headers of [{ authorization: `Bearer ${named}` }, { cookie: `triage-session=${named}` }, {}])
      for (const address of [`/api/studies/${named}`, `/studies/${named}`, `/api/worklist?tab=${named}`]) {
        const init = { headers: { ...headers, accept: 'text/html', 'sec-fetch-mode': 'navigate' } };
        const request = { ...init, redirect: 'manual' } as const;
        await keep(`unsigned ${address}`, await fetch(`${running.url}${address}`, request));
      }
    const form = { method: 'POST', body: JSON.stringify({ name: 'A', role: text, [text]: text }) };
    const json = { 'content-type': 'application/json', origin: running.url };
    await keep('POST /api/session', await fetch(`${running.url}/api/session`, { ...form, headers: json }));
  }
}

/** What was sent of a study, and what was answered: those who may see it do, and nobody else. */
async function readOutputs({ studyId }: Admitted): Promise<void> {
  const at = `/api/studies/${studyId}/outputs`;
  for (const role of ['reviewer', 'auditor'] as const) await ask(at, { role });
  const ris = await until('a receiver to refuse', async () => {
    const views = (await (await ask(at)).json()) as { receiver: string; state: string; edition: string }[];
    return views.find(({ receiver: name, state }) => name === 'ris' && state === 'refused');
  });
  const as = (address: string) => running.fetch(address, {}, 'reviewer', 'Dr. A');
  const content = await as(`${at}/ris/oru/${ris.edition}`);
  expect(canaryIn(await content.text())).toBeDefined();
  const file = await as(`${at}/ris/oru/${ris.edition}/1`);
  expect(canaryIn(JSON.stringify([...file.headers]))).toBeUndefined();
  expect(canaryIn(new Uint8Array(await file.arrayBuffer()))).toBeDefined();
  for (const role of ['auditor', 'admin'] as const)
    expect((await ask(`${at}/ris/oru/${ris.edition}`, { role })).status).toBe(403);
  expect((await ask('/api/outputs', { role: 'admin' })).status).toBe(200);
  const body = { outputs: [{ studyId, receiver: 'ris', form: 'oru' }] };
  expect(await (await ask('/api/outputs/resend', { body, role: 'admin' })).json()).toEqual({ resent: 1 });
}

/** One image on demand, in each of the ways in which it can be handed in. */
async function classifyAll(): Promise<void> {
  const bytes = canaryFile(studies + 1);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), canaryName(studies + 1));
  const stored = { container: 'incoming', blob: canaryName(1) };
  for (const body of [bytes, form, stored])
    expect((await ask('/api/classify', { body, role: 'admin' })).status).toBe(200);
  const cut = { body: bytes.subarray(0, 3000), role: 'admin' as const };
  expect((await ask('/api/classify', cut)).status).toBe(422);
}

test(`${studies} studies that name patients everywhere: nothing but what is there for it does so afterwards`, async () => {
  const all = admitted();
  expect(all).toHaveLength(studies);
  expect(ended.filter(({ outcome }) => outcome.outcome === 'quarantined').length).toBeGreaterThan(0);
  for (const one of all) await read(one);

  const [first, erased] = [all[0] as Admitted, all.at(-1) as Admitted];
  for (const { studyId } of all)
    for (const part of ['identity', 'priors']) {
      const text = await (await running.fetch(`/api/studies/${studyId}/${part}`)).text();
      if (part === 'identity') expect(canaryIn(text)).toBeDefined();
    }
  await readOutputs(first);
  await letLapse(first);
  await classifyAll();
  await askBadly(first.studyId);
  const deps = { ...running.store, now: () => new Date().toISOString() };
  await createEraseStudy(deps)(erased.studyId, { subject: 'admin', kind: 'cli' }, 'request 17');
  for (const path of ['', '/audit', '/rank']) await ask(`/api/studies/${erased.studyId}${path}`);
  await until('an overdue study to be told of', async () =>
    receiver.messages.some(({ body }) => body.includes('"overdue"')) ? true : undefined,
  );

  for (const tab of ['awaiting', 'reviewed', 'not-analysed', 'quarantined', 'processing'])
    await ask(`/api/worklist?tab=${tab}`, { role: 'auditor' });
  for (const address of ['/worklist', '/api/feedback', '/api/health', '/api/audit/checkpoint', '/api/models'])
    await ask(address, { role: 'auditor' });
  await ask('/api/metrics', { role: 'monitor' });

  await until('all records to be sealed', async () => {
    const reader = new LogReader(running.store.auditLog);
    const announced = await running.store.auditLog.announced();
    const places = await Promise.all(announced.map((id) => reader.placeOf(id)));
    return places.includes(undefined) ? undefined : true;
  });
  const kept = await everythingKept(running);
  const place = {
    tree: new AccountTree(running.blobs),
    storage: running.settings.storage,
    folder: undefined,
  };
  await exportAudit(place, path.join(folder, 'export'), testSigner().key, {
    models: path.join(folder, 'none'),
  });
  const found = [
    ...kept,
    ...answers,
    ...filesIn(path.join(folder, 'export')),
    ...receiver.messages.map(({ headers, body, path: asked }) => ({
      where: 'the webhook',
      bytes: Buffer.from(JSON.stringify({ headers, asked }) + body),
    })),
    ...telemetrySent(),
  ];
  if (process.env.CANARY_STUDIES !== undefined) tell(found);
  const leaks = found
    .filter((one) => !isGuarded(one))
    .flatMap(({ where, bytes }) => {
      const canary = canaryIn(bytes);
      return canary === undefined ? [] : [`${where}: ${canary}`];
    });
  expect([...new Set(leaks)]).toEqual([]);

  const erasedName = canaryName(erased.study);
  expect(
    kept.filter(({ bytes }) => Buffer.from(bytes).includes(erasedName)).map(({ where }) => where),
  ).toEqual([]);
  const named = kept.filter(({ bytes }) => Buffer.from(bytes).includes(canaryName(first.study)));
  expect(new Set(named.map(({ where }) => where.split('/')[0]))).toEqual(new Set(['incoming', 'arrivals']));

  // What was searched is there, and the search does find canaries where they belong.
  for (const wanted of [
    'audit/records',
    'audit-partial/tile',
    'accounting/',
    'results/',
    'images/',
    'queue triage-notices',
    'table worklist',
    'hub.sqlite',
  ])
    expect(found.filter(({ where }) => where.startsWith(wanted)).length).toBeGreaterThan(0);
  for (const container of ['identity', 'arrivals', 'incoming', 'quarantine', 'outputs'])
    expect(
      kept.filter(({ where }) => where.startsWith(`${container}/`)).some(({ bytes }) => canaryIn(bytes)),
    ).toBe(true);
  expect(receiver.messages.length).toBeGreaterThan(0);
  // The receivers were told whom it is about, and the addresses on the way to them did not say it.
  const told = [...ehr.peer.requests, ...pacs.requests];
  expect(told.some(({ body }) => canaryIn(body))).toBe(true);
  expect(ris.messages.some((message) => canaryIn(message))).toBe(true);
  for (const { path: asked, headers } of told)
    expect(canaryIn(JSON.stringify({ asked, headers }))).toBeUndefined();
  // Every step of every file was told of.
  const steps = collector.spans().filter(({ name }) => name === 'triageFile');
  expect(steps.length).toBeGreaterThanOrEqual(studies);
  expect(collector.series().some(({ name }) => name === 'triage.analyses')).toBe(true);
  expect(running.log.length).toBeGreaterThan(0);
});

test('a canary is found however it is written down', () => {
  const ways: ((text: string) => Uint8Array | string)[] = [
    (text) => text.toLowerCase(),
    (text) => text.toUpperCase(),
    (text) => encodeURIComponent(text),
    (text) => Buffer.from(text).toString('base64'),
    (text) => Buffer.from(`x${text}`).toString('base64'),
    (text) => Buffer.from(`{"name":"${text}"}`).toString('base64url'),
    (text) => Buffer.from(text, 'utf16le'),
    (text) => Buffer.from(text, 'utf16le').swap16(),
    (text) => Buffer.from(text).toString('hex'),
  ];
  for (const text of texts.slice(0, -1))
    for (const way of ways)
      expect([text, canaryIn(way(`.. ${text} ..`))]).toEqual([text, expect.any(String)]);
  for (const date of [`*${birthDate}`, '"1937-04-13"']) expect(canaryIn(date)).toBeDefined();
  expect(canaryIn(`f${birthDate}0 SYNTHETIC Канарские 1937`)).toBeUndefined();
});

function filesIn(where: string): Kept[] {
  return readdirSync(where, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({
      where: `export ${path.relative(where, file)}`,
      bytes: Buffer.concat([Buffer.from(`${path.relative(where, file)}\n`), readFileSync(file)]),
    }));
}

/** How many things were searched, by where they lie. */
function tell(found: readonly Kept[]): void {
  const counts = new Map<string, number>();
  for (const { where } of found) {
    const place = where.replace(/[\s/(].*$/s, '');
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const parts = [...counts].map(([place, count]) => `${place} ${count}`).join(', ');
  process.stderr.write(`${studies} studies; searched ${found.length} things: ${parts}\n`);
}
