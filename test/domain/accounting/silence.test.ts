import type { GroupCount } from '../../../src/domain/accounting/balance';
import { knownSources, silentSources } from '../../../src/domain/accounting/silence';

const rule = { files: 20, weeks: 4 };
const hourMs = 3_600_000;
/** A Friday. */
const now = '2026-05-29T14:20:00.000Z';

/** A source that sends in working hours, Monday to Friday, of the last `weeks` weeks until some hours ago. */
function feed(perHour: number, { weeks = 5, silentHours = 0, source = 'ct', shift = 0 } = {}): GroupCount[] {
  const end = Date.parse(`${now.slice(0, 13)}:00:00Z`) - silentHours * hourMs;
  const counts: GroupCount[] = [];
  for (let time = end - weeks * 168 * hourMs; time < end; time += hourMs) {
    const local = new Date(time + shift * hourMs);
    const works = local.getUTCDay() >= 1 && local.getUTCDay() <= 5;
    if (works && local.getUTCHours() >= 7 && local.getUTCHours() < 18)
      counts.push({
        hour: new Date(time).toISOString().slice(0, 13),
        source,
        state: 'analysed',
        files: perHour,
      });
  }
  return counts;
}

test('a busy source that sent nothing for some hours of work is silent, and one that goes on is not', () => {
  expect(silentSources(feed(12), rule, now)).toEqual([]);
  expect(silentSources(feed(12, { silentHours: 1 }), rule, now)).toEqual([]);
  expect(silentSources(feed(12, { silentHours: 2 }), rule, now)).toEqual([
    { source: 'ct', lastHour: '2026-05-29T11', usual: 24 },
  ]);
});

test('every source of the last week is known, with its last hour and what is usual since', () => {
  const counts = [...feed(12, { silentHours: 2 }), ...feed(1, { source: 'dx' })];
  expect(knownSources(counts, rule, now)).toEqual([
    { source: 'ct', lastHour: '2026-05-29T11', usual: 24, silent: true },
    { source: 'dx', lastHour: '2026-05-29T13', usual: 0, silent: false },
  ]);
});

test('nights and weekends are no silence, nor is a source that seldom sends', () => {
  expect(silentSources(feed(100), rule, '2026-05-31T23:10:00.000Z').map(({ usual }) => usual)).toEqual([
    // Friday from 14:00 to 17:00 alone: the hour before the end of work counts as its neighbour after it.
    300,
  ]);
  const tillEvening = feed(100).concat(
    ['14', '15', '16', '17'].map((hour) => ({
      hour: `2026-05-29T${hour}`,
      source: 'ct',
      state: 'analysed',
      files: 100,
    })),
  );
  expect(silentSources(tillEvening, rule, '2026-06-01T06:50:00.000Z')).toEqual([]);
  expect(silentSources(feed(1, { silentHours: 6 }), rule, now)).toEqual([]);
});

test('one week without work does not make the next one unusual, and a new source is given time', () => {
  const withHoliday = feed(30, { silentHours: 3 }).filter(
    ({ hour }) => hour < '2026-05-18' || hour > '2026-05-25',
  );
  expect(silentSources(withHoliday, rule, now)).toHaveLength(1);
  expect(silentSources(feed(30, { weeks: 1, silentHours: 3 }), rule, now)).toEqual([]);
});

test('the hour by which work moves in spring and autumn is no silence', () => {
  // Work began at 7 by the clock until now, and begins at 8 from this day on.
  const before = feed(100).filter(({ hour }) => hour < '2026-05-29');
  const today = [{ hour: '2026-05-29T06', source: 'ct', state: 'received' as const, files: 1 }];
  expect(silentSources([...before, ...today], rule, '2026-05-29T08:00:30.000Z')).toEqual([]);
  expect(silentSources([...before, ...today], rule, '2026-05-29T10:00:30.000Z')).toHaveLength(1);
});

test('a source that was given up is not named for ever, and what was erased has no source', () => {
  const old = feed(50, { silentHours: 169 });
  expect(silentSources(old, rule, now)).toEqual([]);
  const erased = feed(50, { silentHours: 5 }).map((one) => ({
    ...one,
    source: '',
    state: 'erased' as const,
  }));
  expect(silentSources(erased, rule, now)).toEqual([]);
});
