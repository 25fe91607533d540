import { LogIndex } from '../../../../src/audit/verify/log/logIndex';
import { readStandings, standingFaults } from '../../../../src/audit/verify/models/verifyStandings';
import type { AuditEvent } from '../../../../src/domain/audit/auditEvent';
import { emptyStanding, type SiteStanding, standingAfter } from '../../../../src/domain/models/modelStanding';
import { planAddition, planPromotion, planRetirement } from '../../../../src/domain/models/standingPlan';
import { createChangeStandings } from '../../../../src/operations/models/changeStandings';
import { hexId } from '../../../domain/arbitraries';
import { MemoryTree } from '../../memoryLog';

const shipped = { schemaVersion: 1 as const, models: { chest: { '1.0.0': 'promoted' as const } } };
const actor = { subject: 'alice', kind: 'cli' as const };
const at = '2026-05-01T10:00:00.000Z';
const hourLater = Date.parse('2026-05-01T11:00:00.000Z');
const place = 'models/standing/chest.json';
const [base, first, second] = ['1.0.0', '2.0.0', '3.0.0'].map((version) => ({
  id: 'chest',
  version,
  sha256: hexId(version),
  contractSha256: hexId(`contract ${version}`),
})) as [Version, Version, Version];

type Version = Parameters<typeof planPromotion>[1];
// biome-ignore lint/suspicious/noExplicitAny: whatever somebody writes into a record
type Loose = any;

/** A site that added and promoted versions; what its storage and its log hold. */
async function site() {
  const tree = new MemoryTree();
  const index = new LogIndex();
  let record: SiteStanding | undefined;
  const audit = {
    recordOnce: async (event: AuditEvent) => {
      index.add({ event, sequence: index.eventIds.size });
      return { event, isNew: true };
    },
  };
  const standings = {
    changeStanding: async (_id: string, change: (known: SiteStanding | undefined) => SiteStanding) => {
      record = change(record);
      tree.putJson('models', 'standing/chest.json', record);
      return record;
    },
  };
  const change = createChangeStandings({ audit, standings, shipped, now: () => at });
  const family = () => ({
    models: [standingAfter(record ?? emptyStanding('chest', shipped))],
    versions: [base, first, second],
  });
  await change(planAddition(family(), first, 'new'), actor);
  await change(planPromotion(family(), first, 'better'), actor);
  await change(planAddition(family(), second, 'new'), actor);
  await change(planPromotion(family(), second, 'better still'), actor);
  return { tree, index, change, family };
}

async function faultsOf(tree: MemoryTree, index: LogIndex, now = hourLater) {
  const faults = standingFaults(await readStandings(tree), { index, now });
  return faults.map(({ code, where }) => `${code} ${where}`);
}

function edit(tree: MemoryTree, change: (record: Loose) => void): void {
  const record = JSON.parse(String(tree.blobs.get(place)));
  change(record);
  tree.putJson('models', 'standing/chest.json', record);
}

test('what stands follows from the recorded changes', async () => {
  const { tree, index } = await site();
  expect(await faultsOf(tree, index)).toEqual([]);
});

describe('a record of what a model may do is changed', () => {
  const changes: [string, (record: Loose) => void, string[]][] = [
    ['the last step is taken away', ({ history }) => history.pop(), ['entry-without-result entry 3']],
    [
      'the last two steps are',
      ({ history }) => history.splice(2),
      ['entry-without-result entry 2', 'entry-without-result entry 3'],
    ],
    [
      'a step between is',
      ({ history }) => history.splice(1, 1),
      [`result-changed ${place}`, `result-changed ${place}`, 'entry-without-result entry 3'],
    ],
    [
      'what a step leads to',
      ({ history }) => {
        history[1].to = 'off';
      },
      [`result-changed ${place}`],
    ],
    [
      'which contract was promoted',
      ({ history }) => {
        history[1].contractSha256 = hexId('other');
      },
      [`result-changed ${place}`],
    ],
    [
      'who did it',
      ({ history }) => {
        history[1].by.subject = 'mallory';
      },
      [`result-changed ${place}`],
    ],
    [
      'what the versions were before the first change',
      (record) => {
        record.start = { '9.0.0': 'promoted' };
      },
      [`result-changed ${place}`],
    ],
    [
      'a step that nobody took',
      ({ history }) => history.push({ ...history[0], eventId: hexId('none') }),
      [`result-without-entry ${place}`],
    ],
    [
      'whose record it is',
      (record) => {
        record.id = 'other';
      },
      [`result-changed ${place}`],
    ],
  ];

  test.each(changes)('%s', async (_what, change, faults) => {
    const { tree, index } = await site();
    edit(tree, change);
    expect(await faultsOf(tree, index)).toEqual(faults);
  });

  test('it is removed, or one appears that rests on no change at all', async () => {
    const { tree, index } = await site();
    tree.blobs.delete(place);
    expect(await faultsOf(tree, index)).toHaveLength(4);
    const planted = new MemoryTree();
    planted.putJson('models', 'standing/other.json', {
      schemaVersion: 1,
      id: 'other',
      start: { '1.0.0': 'promoted' },
      history: [],
    });
    expect(await faultsOf(planted, new LogIndex())).toEqual([
      'result-without-entry models/standing/other.json',
    ]);
  });
});

test('a change that is only just recorded need not stand yet; later it has to', async () => {
  const { tree, index, change, family } = await site();
  const retirement = planRetirement(family(), second, 'too old');
  const stood = tree.blobs.get(place) as Buffer;
  await change(retirement, actor);
  tree.blobs.set(place, stood);
  expect(await faultsOf(tree, index, Date.parse(at) + 60_000)).toEqual([]);
  expect(await faultsOf(tree, index)).toEqual(['entry-without-result entry 4']);
});

test('of two people who change a model at once, one is told, and what stands is still what is recorded', async () => {
  const { tree, index, change, family } = await site();
  const [mine, hers] = [planRetirement(family(), second, 'mine'), planRetirement(family(), second, 'hers')];
  await change(mine, actor);
  await expect(change(hers, actor)).rejects.toThrow('somebody else has just changed');
  expect(await faultsOf(tree, index)).toEqual([]);
});
