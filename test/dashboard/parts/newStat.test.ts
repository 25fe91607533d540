import { NewStat } from '../../../src/dashboard/parts/newStat';

const stat = (...ids: string[]) => ids.map((studyId) => ({ studyId, place: 'stat' as const }));

test('what was there when the page opened is not new; what comes to stand at stat later is, until somebody looks', () => {
  const watch = new NewStat();
  expect(watch.learn(stat('a'))).toEqual([]);
  expect(watch.learn([...stat('a', 'b'), { studyId: 'c', place: 'urgent' }])).toEqual(['b']);
  expect(watch.learn(stat('a', 'b', 'c'))).toEqual(['c']);
  expect(watch.fresh).toEqual(['b', 'c']);
  watch.look('b');
  expect(watch.learn(stat('a', 'b', 'c'))).toEqual([]);
  expect(watch.fresh).toEqual(['c']);
  watch.lookAtAll();
  expect(watch.fresh).toEqual([]);
});

test('one that somebody reviewed is new no more, and is again when it is reopened', () => {
  const watch = new NewStat();
  watch.learn([]);
  watch.learn(stat('a'));
  watch.learn([]);
  expect(watch.fresh).toEqual([]);
  expect(watch.learn(stat('a'))).toEqual(['a']);
});
