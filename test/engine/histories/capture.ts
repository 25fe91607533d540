import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { memberArrivalIdOf, reviewInstanceOf } from '../../../src/domain/kernel/identifiers/ids';
import defaultPolicy from '../../../src/domain/study/policy/defaultPolicy.json';
import { type Captured, folder as kept } from '../../histories/captured';
import { type AppRuntime, appRuntime } from '../../support/appRuntime';
import { type ReceivedMessage, Receiver } from '../../support/receiver';
import { describeWith, dotnet } from '../../support/requirements';
import { TemporaryFolder } from '../../support/temporaryFolder';
import { type AppOnEngine, onEngine } from '../appOnEngine';
import { anonymous } from './anonymous';
import { faultyFiles } from './faults';
import { files, twoPages } from './files';
import { modelsIn } from './models';
import { type ReviewedStudy, reviewedStudies } from './reviews';
import { type Execution, executionsIn, hasEnded, pathOf } from './turns';

/** Captures the histories under test/histories/captured: test/histories/README.md. */

const folder = new TemporaryFolder();
const receiver = new Receiver();
const [turns, faults] = [folder.file('turns'), folder.file('faults.json')];
/** What each instance is about, by its id. */
const names = new Map<string, string>();
let local: AppRuntime;
let real: AppOnEngine;

/** Waits, but no longer than that: what is missing then is told, and the rest is captured all the same. */
async function atMost(
  seconds: number,
  what: string,
  missing: (ended: readonly Execution[], all: readonly Execution[]) => readonly unknown[],
): Promise<void> {
  for (const end = Date.now() + seconds * 1_000; ; ) {
    const all = executionsIn(turns);
    const still = missing(all.filter(hasEnded), all);
    if (still.length === 0) return;
    if (Date.now() > end) return console.warn(`${what} not there after ${seconds} s: ${still.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

const of = (instanceId: string) => (one: Execution) => one.instanceId === instanceId;

async function settings(): Promise<Record<string, string>> {
  const policy = folder.file('policy.json');
  const reminders = { beforeDue: 0.9, overdueEveryMinutes: 1, overdueTimes: 1 };
  const dueMinutes = { stat: 1, urgent: 240, routine: 1440 };
  writeFileSync(policy, JSON.stringify({ ...defaultPolicy, dueMinutes, reminders }));
  return {
    TRIAGE_MODELS: await modelsIn(folder.path),
    TRIAGE_POLICY: policy,
    TRIAGE_WEBHOOK_URL: receiver.url,
    TRIAGE_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    TRIAGE_NOTIFICATION_QUEUE: 'triage-notices',
    TRIAGE_OUTPUTS: JSON.stringify({
      receivers: [{ name: 'ehr', kind: 'fhir', url: receiver.url.replace('hook', 'fhir'), quietSeconds: 5 }],
    }),
    TRIAGE_UNDO_SECONDS: '8',
  };
}

/** What a FHIR server says of a transaction that it carried out. */
function carriedOut({ body }: ReceivedMessage): string {
  const { entry } = JSON.parse(body) as { entry: readonly object[] };
  const done = entry.map(() => ({ response: { status: '200 OK' } }));
  return JSON.stringify({ resourceType: 'Bundle', type: 'transaction-response', entry: done });
}

/** The receiver takes the notices of some studies at the third try, or never, and every output. */
function receive(studies: readonly ReviewedStudy[]): void {
  const tries = new Map<string, number>();
  receiver.answer = (response) => {
    const last = receiver.messages.at(-1) as ReceivedMessage;
    if (last.path === '/fhir') return void response.writeHead(200).end(carriedOut(last));
    const { studyId, id } = JSON.parse(last.body) as Record<string, string>;
    const name = studies.find((study) => study.studyId === studyId)?.name;
    const sofar = (tries.get(id ?? '') ?? 0) + 1;
    tries.set(id ?? '', sofar);
    const refused = name === 'told-too-late' || (name === 'told-again' && sofar < 3);
    response.writeHead(refused ? 503 : 204).end();
  };
}

async function drop(name: string, bytes: Uint8Array): Promise<string> {
  const arrivalId = await real.drop(name, bytes);
  const what = name
    .replace(/\.dcm$/, '')
    .replaceAll('.', '-')
    .toLowerCase();
  names.set(arrivalId, `triageImage-${what}`);
  return arrivalId;
}

function write(name: string, { orchestration, context: { history, ...context }, answer }: Captured): void {
  const events = history.map((event) => JSON.stringify(event)).join(',\n');
  const head = JSON.stringify(context).slice(0, -1);
  const text = `{"orchestration": ${JSON.stringify(orchestration)},\n"context": ${head},"history": [\n${events}\n]},\n"answer": ${JSON.stringify(answer)}}\n`;
  writeFileSync(path.join(kept, `${name}.json`), text);
}

/** What an execution is about: that of its instance, its round, for notices which and whereto, for outputs of what. */
function nameOf(
  { instanceId, orchestration, input }: Execution,
  round: number,
  studies: readonly ReviewedStudy[],
) {
  const { notice, channel, studyId } = input as {
    readonly notice?: { readonly studyId: string; readonly type: string };
    readonly channel?: string;
    readonly studyId?: string;
  };
  const study = studies.find((one) => one.studyId === (notice?.studyId ?? studyId))?.name;
  if (orchestration === 'deliverNotice') return study && `deliverNotice-${study}-${notice?.type}-${channel}`;
  if (orchestration === 'deliverOutput') return study && `deliverOutput-${study}-round-${round}`;
  const name = names.get(instanceId);
  return orchestration === 'reviewStudy' && name !== undefined ? `${name}-round-${round}` : name;
}

/** All executions by their names, in the order in which the instances were named. */
function named(studies: readonly ReviewedStudy[]): [name: string, one: Execution][] {
  const rounds = new Map<string, number>();
  const order = [...names.keys()];
  return executionsIn(turns)
    .flatMap((one): [name: string, one: Execution][] => {
      const round = (rounds.get(one.instanceId) ?? 0) + 1;
      rounds.set(one.instanceId, round);
      const name = nameOf(one, round, studies);
      return name === undefined ? [] : [[name, one]];
    })
    .sort(([, a], [, b]) => order.indexOf(a.instanceId) - order.indexOf(b.instanceId));
}

/** Keeps one history for each path. @returns their names */
function keep(studies: readonly ReviewedStudy[]): string[] {
  const written = new Map<string, string>();
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(kept, { recursive: true });
  for (const [name, one] of named(studies)) {
    const { orchestration, context, answer } = one;
    if (!hasEnded(one) || written.has(pathOf(one)) || [...written.values()].includes(name)) continue;
    written.set(pathOf(one), name);
    write(name, anonymous({ orchestration, context, answer }));
  }
  return [...written.values()];
}

/** Started as no release starts it. */
async function startUnknownVersions(): Promise<string[]> {
  const inputs = Object.entries({ 'unknown-version': { version: 9, arrivalId: 'none' }, 'no-version': {} });
  for (const [id, input] of inputs) {
    names.set(id, `triageImage-${id}`);
    const address = `/runtime/webhooks/durabletask/orchestrators/triageImage/${id}?code=test`;
    await fetch(`${real.engine.url}${address}`, { method: 'POST', body: JSON.stringify(input) });
  }
  return inputs.map(([id]) => id);
}

/** Puts everything there before the engine starts, with the faults that it is to meet. @returns the arrivals */
async function dropAll(studies: readonly ReviewedStudy[]): Promise<string[]> {
  const { siteKey } = local.settings;
  const told = studies.flatMap((study) => study.faults);
  const ids: string[] = [];
  for (const [name, bytes] of Object.entries(await files())) ids.push(await drop(name, bytes));
  for (const { name, bytes, faultOf } of await faultyFiles(siteKey)) {
    const arrivalId = await drop(name, bytes);
    ids.push(arrivalId);
    told.push(faultOf(arrivalId));
  }
  writeFileSync(faults, JSON.stringify(told));
  const parent = ids.find((id) => names.get(id) === 'triageImage-export-zip') ?? '';
  const members = [0, 1].map((at) => memberArrivalIdOf(siteKey, parent, at));
  for (const [at, id] of members.entries()) names.set(id, `triageImage-member-${at + 1}`);
  for (const { name, studyId } of studies) names.set(reviewInstanceOf(studyId), `reviewStudy-${name}`);
  return [...ids, ...members];
}

/** A study comes, and somebody does with it what is to be done. */
async function live({ name, bytes, studyId, act }: ReviewedStudy): Promise<void> {
  try {
    await real.outcome(await drop(`study-${name}.dcm`, bytes));
    await act({ ...real, drop }, studyId);
  } catch (error) {
    console.warn(`${name}: ${error}`);
  }
}

describeWith([dotnet()], 'histories of the Durable extension', () => {
  beforeAll(async () => {
    await receiver.start();
    local = await appRuntime(await settings());
    real = await onEngine(local, { ENGINE_TURNS: turns, ENGINE_FAULTS: faults });
  });
  afterAll(async () => {
    await real?.engine.remove();
    await local?.stop();
    await receiver.stop();
    folder.remove();
  });

  test('are captured', async () => {
    const studies = reviewedStudies(local.settings.siteKey);
    receive(studies);
    const ids = await dropAll(studies);
    await real.engine.start();
    ids.push(...(await startUnknownVersions()));
    await atMost(180, 'arrivals', (ended) =>
      ids.filter((id) => !ended.some(of(id))).map((id) => names.get(id)),
    );
    await Promise.all(studies.map(live));
    await atMost(100, 'rounds of reviews', (ended) =>
      studies
        .filter(({ studyId, rounds }) => ended.filter(of(reviewInstanceOf(studyId))).length < rounds)
        .map(({ name }) => name),
    );
    await atMost(30, 'notices and outputs', (_, all) =>
      all
        .filter((one) => /^deliver/.test(one.orchestration) && !hasEnded(one))
        .map(({ instanceId }) => instanceId),
    );
    const large = await drop('two-pages.zip', await twoPages());
    await atMost(100, 'an export of two pages', (ended) => (ended.some(of(large)) ? [] : [large]));
    for (const written of keep(studies)) process.stdout.write(`${written}\n`);
  }, 900_000);
});
