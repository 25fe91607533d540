import { atEachWrite, type Death, dyingProcesses } from '../support/dyingProcess';
import type { FileApp } from '../support/fileApp';

// A process that is dead cannot say what it has counted.
jest.spyOn(console, 'error').mockImplementation(() => {});

/** The process that goes on. */
let other: FileApp;
let processes: Awaited<ReturnType<typeof dyingProcesses>>;

beforeAll(async () => {
  processes = await dyingProcesses();
  other = processes.start();
  await other.app.prepare();
});

afterAll(() => processes.close());

/** A file whose process dies there; then another one is told of the file. @returns whether it died */
async function survived(name: string, where: Death): Promise<boolean> {
  const first = processes.start();
  const arrivalId = await first.drop(name, Buffer.from(name));
  const hasDied = await processes.dies(where, () => first.triage(name));

  const { app, triage } = other;
  await triage(name);
  const outcome = await app.store.arrivals.outcome(arrivalId);
  if (outcome?.outcome !== 'analysed') throw new Error(`${name}: ${outcome?.outcome}`);
  expect(await app.store.results.study(outcome.studyId)).toMatchObject({ version: 1, images: { length: 1 } });
  expect(await app.store.worklist.row('processing', arrivalId)).toBeUndefined();
  expect(await app.store.worklist.row('study', outcome.studyId)).toMatchObject({ isGenuine: true });
  return hasDied;
}

test('a process may die before and after each write of a file: it ends in one result, recorded once', async () => {
  const { writes, files } = await atEachWrite(survived);
  expect(writes).toBeGreaterThan(15);
  const { faults, entries, shown } = await processes.verified(other);
  expect(faults).toEqual([]);
  expect(Object.fromEntries(entries)).toEqual({ result: files, decision: files });
  expect(shown).toMatchObject({ outcomes: files, images: files, studies: files, versions: files });
});
