import { setTimeout } from 'node:timers/promises';
import type { FileReader } from '../../src/operations/ports';
import { fileApp, oneModel, readAsRadiograph } from '../support/fileApp';
import { waitFor } from '../support/waitFor';
import { type Asked, type Watch, watchedAccount } from '../support/watchedAccount';

/** A request by its kind: what of its address is an id or a time is left out. */
function kindOf({ method, path }: Asked): string {
  const place = decodeURIComponent(path)
    .split('/')
    .slice(2)
    .join('/')
    .replace(/[0-9a-f]{64}/g, '*')
    .replace(/waiting\/[^/]+/, 'waiting/*')
    .replace(/batches\/.+/, 'batches/*');
  return `${method} ${place}`;
}

/** What a file with one image and one model asks of the storage. Each of them costs time, and money in Azure. */
const expected: Readonly<Record<string, number>> = {
  // The event of the file, which is so short that this is all of it.
  'GET incoming/second.dcm': 1,
  'PUT arrivals/*.json': 1,
  // Its row in the worklist, and that of its study.
  // The rows by which the study of a patient is found; once for each study.
  'POST $batch': 1,
  'POST worklist': 2,
  // It comes to the gate, where nobody is.
  'GET gate()': 1,
  // Reading it.
  'PUT identity/*/salt.json': 1,
  // The audit log knows it before anything is stored; its study's decision is announced with it.
  'PUT audit/waiting/*/*-*': 1,
  'PUT audit/records/*.json': 2,
  'PUT identity/*/*/*/*.json': 1,
  'PUT identity/patients/*/*': 1,
  'PUT images/*/image': 1,
  // Its study. The first look of the study's review asks for nothing.
  'PUT results/studies/*.json': 1,
  'PUT results/studies/*/v1.json': 1,
  // Its end.
  'PUT results/arrivals/*.json': 1,
  "DELETE worklist(PartitionKey='processing',RowKey='*')": 1,
};

/** Asked by a process now and then while it works, for all files that came to it meanwhile: the slower, the oftener. */
const shared = /^PUT (?:accounting\/batches\/|worklist\(PartitionKey='change')|\/totals\.json$/;
const feedEachMs = 250;

const atOnce = 4;
const slices = Array.from({ length: 24 }, (_, number) => `${number}.dcm`);

/** Slices of one series. */
const readAsSlice: FileReader = async (bytes, name) => ({
  ...(await readAsRadiograph(bytes, name)),
  identity: { studyInstanceUid: '2.25.1', patientId: 'SYN-1', issuerOfPatientId: 'SITE' },
});

const uncovered = { ...oneModel, route: async () => ({ models: [], reason: 'no-model' as const }) };

/** What each slice asks for. */
const ofEach: Readonly<Record<string, number>> = {
  'GET incoming/*': 1,
  'GET gate()': 1,
  'PUT arrivals/*.json': 1,
  'PUT identity/*/*/*/*.json': 1,
  'PUT images/*/image': 1,
  'PUT results/arrivals/*.json': 1,
};

/** What several ask for together, at most as often for each; a version is of all that are worked on at once. */
const ofSeveral: readonly (readonly [kind: RegExp, most: number])[] = [
  [/^PUT audit\/records\//, 1 + 1 / 3],
  [/^PUT audit\/waiting\//, 1 + 1 / 3],
  [/^(?:POST worklist|DELETE worklist.*'processing'.*|POST \$batch)$/, 2],
  [/^PUT results\/studies\/[*]\/v\d+\.json$/, 1 / 3],
  [/^PUT results\/studies\/[*]\.json$/, 1 / 3],
  [/^PUT worklist.*'study'/, 1 / 3],
  [/^GET identity\/[*]\/salt\.json$/, 1 / 3],
];

/** Requests by kind, and whether some are on their way: some of what a file asks for follows its outcome. */
function counted(kind: (asked: Asked) => string) {
  const counts: Record<string, number> = {};
  let open = 0;
  const watch: Watch = {
    refuses: (when) => {
      if (when === 'before') open += 1;
      return false;
    },
    answered: (asked) => {
      open -= 1;
      counts[kind(asked)] = (counts[kind(asked)] ?? 0) + 1;
    },
  };
  let known = '';
  const isQuiet = async () => {
    await setTimeout(300);
    const before = known;
    known = open === 0 ? JSON.stringify(counts) : '';
    return known !== '' && known === before;
  };
  return { counts, watch, quiet: () => waitFor('the storage to be left alone', isQuiet) };
}

/** What a process knows of a moment ago stays so, however slow the machine is. */
beforeEach(() => void jest.spyOn(performance, 'now').mockReturnValue(performance.now()));
afterEach(() => jest.restoreAllMocks());

test('a further slice of a big study, which no model covers, asks the storage for no more than this', async () => {
  const { counts, watch, quiet } = counted((asked) => kindOf(asked).replace(/incoming\/.+/, 'incoming/*'));
  const proxy = await watchedAccount(watch);
  const { app, drop, triage, close } = fileApp(proxy.connectionString, uncovered, readAsSlice);
  try {
    await app.prepare();
    await drop('first.dcm', Buffer.from('first'));
    await triage('first.dcm');
    for (const name of slices) await drop(name, Buffer.from(name));
    await quiet();
    for (const kind of Object.keys(counts)) delete counts[kind];
    const left = [...slices];
    const work = async () => {
      for (let name = left.pop(); name !== undefined; name = left.pop())
        expect(await triage(name)).toMatchObject({ outcome: 'not-analysed' });
    };
    const began = Date.now();
    await Promise.all(Array.from({ length: atOnce }, work));
    const took = Date.now() - began;
    const share = (of: RegExp) =>
      Object.entries(counts).reduce((sum, [kind, count]) => sum + (of.test(kind) ? count : 0), 0) /
      slices.length;
    for (const [kind, count] of Object.entries(ofEach))
      expect([kind, counts[kind]]).toEqual([kind, count * slices.length]);
    for (const [kind, most] of ofSeveral) expect([kind, share(kind) <= most]).toEqual([kind, true]);
    const known = (kind: string) =>
      kind in ofEach || shared.test(kind) || ofSeveral.some(([one]) => one.test(kind));
    expect(Object.keys(counts).filter((kind) => !known(kind))).toEqual([]);
    // Each file ends with its note in the accounts; one after the other would be a request each.
    expect(share(/^PUT accounting/)).toBeLessThanOrEqual(1);
    const feed = /^PUT worklist.*'change'/;
    expect(share(feed) * slices.length).toBeLessThan(2 + took / feedEachMs);
    expect(share(/./) - share(feed)).toBeLessThan(12.2);
  } finally {
    await close();
    proxy.close();
  }
});

test('a file asks the storage for no more than this', async () => {
  const { counts, watch, quiet } = counted(kindOf);
  const proxy = await watchedAccount(watch);
  const { app, drop, triage, close } = fileApp(proxy.connectionString);
  try {
    await app.prepare();
    // The first file pays for what is kept once, such as the text of the settings.
    await drop('first.dcm', Buffer.from('first'));
    await triage('first.dcm');
    await drop('second.dcm', Buffer.from('second'));
    await quiet();
    for (const kind of Object.keys(counts)) delete counts[kind];
    expect(await triage('second.dcm')).toMatchObject({ outcome: 'analysed', studyVersion: 1 });
    await quiet();
    const own = Object.fromEntries(Object.entries(counts).filter(([kind]) => !shared.test(kind)));
    expect(own).toEqual(expected);
  } finally {
    await close();
    proxy.close();
  }
});
