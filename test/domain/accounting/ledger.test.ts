import fc from 'fast-check';
import { balanceRows, countsOf } from '../../../src/domain/accounting/balance';
import { balanceOf, totalOf } from '../../../src/domain/accounting/columns';
import {
  endedNote,
  erasedNote,
  type FileNote,
  joinLedgers,
  ledgerOf,
  notesIn,
  receivedNote,
  sourceOf,
  supersededNote,
} from '../../../src/domain/accounting/ledger';
import type { Outcome } from '../../../src/domain/intake/arrival';
import { hexId } from '../arbitraries';

const origin = (file: number) => ({
  arrivalId: hexId(`file ${file}`),
  name: `${['ct', 'mr', 'xr'][file % 3]}/${file}.dcm`,
  receivedAt: `2026-05-01T${String(8 + (file % 5)).padStart(2, '0')}:30:00.000Z`,
});

/** Each file has one outcome, which is written once. */
const outcomeOf = (file: number): Outcome => {
  const common = {
    schemaVersion: 1 as const,
    arrivalId: origin(file).arrivalId,
    finishedAt: origin(file).receivedAt,
  };
  if (file % 4 === 0) return { ...common, outcome: 'quarantined', reason: 'truncated' };
  if (file % 4 === 1) return { ...common, outcome: 'index' };
  return { ...common, outcome: 'analysed', imageId: hexId('image'), studyId: hexId('study') };
};

const note = fc
  .record({ file: fc.nat(12), kind: fc.constantFrom('received', 'ended', 'superseded', 'erased') })
  .map(({ file, kind }): FileNote => {
    if (kind === 'received') return receivedNote(origin(file));
    if (kind === 'ended') return endedNote(origin(file), outcomeOf(file));
    if (kind === 'superseded') return supersededNote(origin(file), outcomeOf(file));
    return erasedNote(origin(file), outcomeOf(file));
  });
const notes = fc.array(note, { maxLength: 60 });

test('notes come in any order, in any parts, and any number of times: the ledger is the same', () => {
  fc.assert(
    fc.property(notes, fc.nat(60), fc.array(fc.nat(59)), (all, cut, again) => {
      const whole = joinLedgers([ledgerOf(all)]);
      const parts = [all.slice(cut).reverse(), all.slice(0, cut)].map((part) =>
        joinLedgers([ledgerOf(part)]),
      );
      const repeated = ledgerOf(again.flatMap((at) => all[at] ?? []));
      expect(joinLedgers([...parts, repeated, whole])).toEqual(whole);
    }),
  );
});

test('each file is in one state, so what was received is the sum of all others', () => {
  fc.assert(
    fc.property(notes, (all) => {
      const ledger = joinLedgers([ledgerOf(all)]);
      const files = [...notesIn(ledger)].map(({ arrivalId }) => arrivalId);
      expect(new Set(files).size).toBe(files.length);
      const rows = balanceRows(countsOf(ledger));
      const { received, ...rest } = totalOf(rows);
      expect(received).toBe(new Set(all.map(({ arrivalId }) => arrivalId)).size);
      expect(Object.values(rest).reduce((sum, files) => sum + files, 0)).toBe(received);
    }),
  );
});

test('a file that was refused, superseded and erased is counted where it ended, without its source', () => {
  const refused = endedNote(origin(0), outcomeOf(0));
  expect(refused).toMatchObject({ source: 'ct', state: 'quarantined', reason: 'truncated' });
  const superseded = supersededNote(origin(0), outcomeOf(0));
  const erased = erasedNote(origin(0), outcomeOf(0));
  expect(joinLedgers([ledgerOf([superseded, refused])]).groups).toMatchObject([{ state: 'superseded' }]);
  expect(joinLedgers([ledgerOf([erased, superseded, refused])]).groups).toEqual([
    {
      hour: '2026-05-01T08',
      source: '',
      state: 'erased',
      was: 'quarantined',
      reason: 'truncated',
      arrivals: [origin(0).arrivalId],
    },
  ]);
});

test.each([
  ['a.dcm', ''],
  ['ward 3/a.dcm', 'ward 3'],
  ['ct/2026/a.dcm', 'ct'],
  ['/a.dcm', ''],
])('the source of %s is its first folder', (name, source) => {
  expect(sourceOf(name)).toBe(source);
});

test('a column for each state', () => {
  expect(
    balanceOf([
      { state: 'received', files: 2 },
      { state: 'not-analysed', files: 3 },
    ]),
  ).toMatchObject({
    received: 5,
    notAnalysed: 3,
    inProgress: 2,
  });
});
