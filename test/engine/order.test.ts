import { describeWith, dotnet, longForm } from '../support/requirements';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';
import { radiograph } from './histories/files';
import { Fleet } from './scale/fleet';
import { type Site, siteIn } from './scale/site';

/** A burst on two hosts: who goes first on Microsoft's engine, whose queue of activities is first in, first out. */

const hosts = 2;
const ahead = 2;
/** `maxConcurrentActivityFunctions` of host.json. */
const activitiesAtOnce = 4;
/** So many may end before a file that was started at once: those begun, and those that lay ready, on each host. */
const mostBefore = hosts * (activitiesAtOnce + ahead);
const patience = 600_000;

describeWith([dotnet(), longForm()], 'a burst on the Durable extension', () => {
  let folder: TemporaryFolder;
  let site: Site;
  let fleet: Fleet;

  beforeAll(async () => {
    folder = new TemporaryFolder();
    const connectionString = await storageAccount();
    site = await siteIn(folder, connectionString);
    const environment = { ...site.environment, TRIAGE_FILES_AHEAD: `${ahead}` };
    fleet = new Fleet({ size: hosts, connectionString, environment, folder });
    await fleet.start();
  }, patience);
  afterAll(async () => {
    await fleet?.remove();
    folder?.remove();
  });

  const drop = (name: string, spec: Parameters<typeof radiograph>[0]) =>
    site.drop(`${name}.dcm`, radiograph(spec));
  const received = (arrivalId: string) =>
    waitFor('an arrival', () => site.store.arrivals.read(arrivalId), patience);
  /** When it ended, in milliseconds. */
  const end = async (arrivalId: string) => {
    const outcome = await waitFor('an outcome', () => site.store.arrivals.outcome(arrivalId), patience);
    return Date.parse(outcome.finishedAt);
  };

  test(
    'an urgent file ends before those that came first, and what no model covers ends late',
    async () => {
      const parts = Array.from({ length: 180 }, (_, at) => (at % 3 === 1 ? 'HAND' : 'CHEST'));
      const burst = await Promise.all(parts.map((part, at) => drop(`burst ${at}`, { part })));
      const lanes = (await Promise.all(burst.map(received))).map(({ lane }) => lane);
      expect(lanes).toEqual(parts.map((part) => (part === 'HAND' ? 'uncovered' : 'routine')));

      const urgent = await drop('urgent', { urgency: 'STAT' });
      expect(await received(urgent)).toMatchObject({ lane: 'urgent' });
      const receivedAt = Date.now();
      const urgentEnd = await end(urgent);
      const ends = await Promise.all(burst.map(end));
      const openThen = ends.filter((one) => one > receivedAt);
      expect(openThen.length).toBeGreaterThan(mostBefore + 5);
      expect(openThen.filter((one) => one < urgentEnd).length).toBeLessThanOrEqual(mostBefore);

      const open = (lane: string) => openThen.filter((one) => lanes[ends.indexOf(one)] === lane);
      expect(mean(open('uncovered'))).toBeGreaterThan(mean(open('routine')));
      for await (const id of site.store.gate.ids()) throw new Error(`${id} is still at the gate`);
    },
    patience,
  );
});

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}
