import { atEachWrite, type Death, dyingProcesses } from '../support/dyingProcess';
import type { FileApp } from '../support/fileApp';
import { FhirServer } from '../support/peers/fhirServer';

// A process that is dead cannot say what it has counted.
jest.spyOn(console, 'error').mockImplementation(() => {});

let processes: Awaited<ReturnType<typeof dyingProcesses>>;
let server: FhirServer;
/** The process that goes on. */
let other: FileApp;

function newProcess(): FileApp {
  const outputs = {
    receivers: [{ name: 'ehr', kind: 'fhir', url: server.peer.url, quietSeconds: 0 }],
  };
  return processes.start({ TRIAGE_OUTPUTS: JSON.stringify(outputs) });
}

beforeAll(async () => {
  processes = await dyingProcesses();
  server = new FhirServer();
  await server.peer.start();
  other = newProcess();
  await other.app.prepare();
});

afterAll(async () => {
  await processes.close();
  await server.peer.stop();
});

/** What another process makes of it. */
async function reconciled(): Promise<void> {
  await other.resume();
  for (const tried of await other.deliver()) expect(tried).toEqual({});
}

/** The process dies while it sends; then another one goes on. @returns whether it died */
async function survived(name: string, where: Death): Promise<boolean> {
  const first = newProcess();
  const arrivalId = await first.drop(name, Buffer.from(name));
  await first.triage(name);
  const outcome = await first.app.store.arrivals.outcome(arrivalId);
  if (outcome?.outcome !== 'analysed') throw new Error(`${name}: ${outcome?.outcome}`);
  const hasDied = await processes.dies(where, () => first.deliver());

  const { studyId } = outcome;
  await reconciled();
  const { outputs } = other.app.store;
  const place = { studyId, receiver: 'ehr', form: 'fhir' } as const;
  expect((await outputs.delivery(place))?.editions).toMatchObject([{ edition: 'v1', state: 'delivered' }]);
  for (const mark of ['open', 'dead'] as const)
    for await (const left of outputs.marked(mark)) expect(left.studyId).not.toBe(studyId);
  return hasDied;
}

test('a process may die before and after each write while it sends: the receiver has one result, and each try is recorded', async () => {
  const { writes, files } = await atEachWrite(survived);
  expect(writes).toBeGreaterThan(7);
  expect(server.of('DiagnosticReport')).toHaveLength(files);
  expect(server.of('Task')).toHaveLength(files);

  const { faults, entries } = await processes.verified(other);
  expect(faults).toEqual([]);
  // A process that died between a try and its answer leaves a try without one.
  const [sent = 0, answered = 0] = ['output-sent', 'output-answered'].map((type) => entries.get(type));
  expect(answered).toBeGreaterThanOrEqual(files);
  expect(sent).toBeGreaterThanOrEqual(answered);
  expect(server.peer.requests.length).toBeLessThanOrEqual(sent);
});
