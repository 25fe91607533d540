import { reportTree } from '../../../../src/dashboard/study/history/reportTree';

test('each line lies below the last one that is less deep', () => {
  const line = (depth: number, name: string) => ({ depth, name });
  expect(reportTree([line(0, 'a'), line(1, 'b'), line(2, 'c'), line(1, 'd'), line(0, 'e')])).toMatchObject([
    { name: 'a', children: [{ name: 'b', children: [{ name: 'c', children: [] }] }, { name: 'd' }] },
    { name: 'e', children: [] },
  ]);
});
