import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeFault } from '../../../src/audit/verify/fault';
import { verifyRows } from '../../../src/audit/verify/rows/verifyRows';
import { verifyAudit } from '../../../src/audit/verify/verifyAudit';
import { createRandom } from '../../../src/cli/synthetic/random';
import { isIndexPartition } from '../../../src/domain/worklist/indexRow';
import { testMacs } from '../../support/siteSecret';
import { now as madeAt, signer, siteWithRows } from '../site';
import { attackOn } from './attacks';
import { type FullSite, fullSite } from './fullSite';
import { faultsOfExport, faultsOfSite, isRefused } from './judge';
import { shippedModels, tinyModels } from './models';
import { isNotCovered } from './notCovered';
import type { SiteCopy } from './siteCopy';

/** TAMPER_TRIALS=10000 also takes the models that come with the app, looks at 100 untouched sites, and prints a table. */
const trials = Number(process.env.TAMPER_TRIALS ?? 300);
const isLong = process.env.TAMPER_TRIALS !== undefined;
const untouched = isLong ? 100 : 10;

jest.setTimeout(3_600_000);

const folder = mkdtempSync(path.join(tmpdir(), 'tampered-'));
/** Later than everything that a site may still be about to do. */
const now = Date.now() + 60 * 24 * 3_600_000;
let site: FullSite;

beforeAll(async () => {
  site = await fullSite(folder, isLong ? await shippedModels() : await tinyModels(folder));
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a site with something of everything, and its export, raise no alarm', async () => {
  expect((await faultsOfSite(site, site.kept, now, true)).map(describeFault)).toEqual([]);
  expect(await faultsOfExport(site, site.exported)).toEqual([]);
});

test('each note of whose a study is, is missed and named, alone and with all others of the patient', async () => {
  const notes = [...site.kept.blobs.keys()].filter((name) => /^identity\/.*patients\//.test(name));
  const missed = async (names: readonly string[]) => {
    const blobs = new Map(names.map((name) => [name, undefined]));
    const after = site.kept.with({ blobs, rows: new Map() });
    const faults = await faultsOfSite(site, after, now, false);
    return faults.map(({ code, where }) => `${code} ${where}`).sort();
  };
  for (const name of notes) expect(await missed([name])).toEqual([`link-missing ${name}`]);
  expect(await missed(notes)).toEqual(notes.map((name) => `link-missing ${name}`).sort());
  expect(notes.length).toBeGreaterThan(2);
});

test(`${untouched} untouched sites raise no alarm`, async () => {
  for (let seed = 2000; seed < 2000 + untouched; seed += 1) {
    const { tree, rows } = await siteWithRows(seed, 1 + (seed % 12));
    const log = await verifyAudit(tree, signer.key, [], madeAt, { macs: testMacs });
    const index = await verifyRows(tree, rows, testMacs, madeAt);
    expect([...log.faults, ...index.faults].map(describeFault)).toEqual([]);
    expect(index.rows).toBeGreaterThan(0);
  }
});

/** Where an attack strikes. */
type Part = 'site' | 'table' | 'export';
type Result = 'found by verify' | 'refused at serving' | 'not covered' | 'UNNOTICED';

interface Kind {
  readonly part: Part;
  readonly kind: string;
  readonly names: readonly string[];
}

/** What is not the app's: files as senders put them there, and what the Functions host notes for itself. */
const foreign = /^(incoming|azure-webjobs-hosts)\//;

/** Everything that the site keeps, sorted by what it is. */
function kindsOf({ kept, exported }: FullSite): Kind[] {
  // Other rows are hints that processes give each other: whoever believes a wrong one reads a row for nothing.
  const rows = [...kept.rows]
    .filter(([, { partitionKey, line }]) => isIndexPartition(partitionKey) && line !== '')
    .map(([name]) => name);
  return [
    ...sorted(
      'site',
      [...kept.blobs.keys()].filter((name) => !foreign.test(name)),
    ),
    ...sorted('table', rows),
    ...sorted('export', [...exported.blobs.keys()]),
  ];
}

function sorted(part: Part, names: readonly string[]): Kind[] {
  const kinds = Map.groupBy(names, (name) =>
    name
      .replace(/[0-9a-f]{64}/g, '{id}')
      .replace(/@[\d.]+-[0-9a-f]{16}/, '@{model}')
      .replace(/\d+(?=\/|$|\.|-)/g, 'N'),
  );
  return [...kinds].map(([kind, alike]) => ({ part, kind, names: alike }));
}

async function resultOf(
  part: Part,
  what: string,
  name: string,
  changes: ReturnType<typeof attackOn>['changes'],
): Promise<Result> {
  const before = part === 'export' ? site.exported : site.kept;
  const after = before.with(changes);
  const faults =
    part === 'export'
      ? await faultsOfExport(site, after)
      : await faultsOfSite(site, after, now, name.startsWith('models/'));
  if (faults.length > 0) return 'found by verify';
  if (part === 'export') return 'UNNOTICED';
  if (await isRefused(site, after, changes)) return 'refused at serving';
  return part === 'site' && isNotCovered(name, what) ? 'not covered' : 'UNNOTICED';
}

test(`${trials} times something that is kept is tampered with, and it is found, or refused`, async () => {
  const kinds = kindsOf(site);
  const table = new Map<string, Map<Result, number>>();
  const unnoticed: string[] = [];
  for (let seed = 1; seed <= trials; seed += 1) {
    const random = createRandom(seed);
    const pick = <T>(values: readonly T[]) => values[Math.floor(random.next() * values.length)] as T;
    const { part, kind, names } = pick(kinds);
    const name = pick(names);
    const [of, earlier]: [SiteCopy, SiteCopy] =
      part === 'export' ? [site.exported, site.exported] : [site.kept, site.earlier];
    const target = { name, site: of, earlier, alike: names, random };
    const { what, changes } = attackOn(target, part === 'table');
    const result = await resultOf(part, what, name, changes);
    if (result === 'UNNOTICED') unnoticed.push(`seed ${seed}: ${part} ${kind}: ${what}`);
    const counts = table.get(`${part} ${kind}`) ?? new Map<Result, number>();
    table.set(`${part} ${kind}`, counts.set(result, (counts.get(result) ?? 0) + 1));
  }
  if (isLong) print(table);
  expect(unnoticed).toEqual([]);
});

function print(table: ReadonlyMap<string, ReadonlyMap<Result, number>>): void {
  const results = ['found by verify', 'refused at serving', 'not covered', 'UNNOTICED'] as const;
  const lines = [...table]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, counts]) => [kind, ...results.map((result) => counts.get(result) ?? 0)]);
  const total = results.map((result) =>
    [...table.values()].reduce((sum, counts) => sum + (counts.get(result) ?? 0), 0),
  );
  const rows = [['', ...results], ...lines, ['all', ...total]];
  console.log(rows.map((row) => `| ${row.join(' | ')} |`).join('\n'));
}
