import type { Query } from '../../../../src/dashboard/api/worklist';
import { placeInList } from '../../../../src/dashboard/study/header/placeInList';
import { hexId } from '../../../domain/arbitraries';
import { line, worklist } from '../../../e2e/support/views';

const query: Query = { tab: 'awaiting' };

function list(length: number) {
  const lines = Array.from({ length }, (_, number) => line(number));
  const asked: number[] = [];
  const page = async (_: Query, offset: number, limit: number) => {
    asked.push(offset);
    return { view: worklist(lines, { offset, limit }), etag: undefined };
  };
  const placeOf = (number: number) => placeInList(hexId(`study ${number}`), query, page);
  return { placeOf, asked };
}

test('a study of the list stands between its neighbours', async () => {
  const { placeOf, asked } = list(83);
  expect(await placeOf(2)).toEqual({
    number: 3,
    total: 83,
    previous: hexId('study 1'),
    next: hexId('study 3'),
  });
  expect(await placeOf(0)).toMatchObject({ number: 1, previous: undefined });
  expect(await placeOf(82)).toMatchObject({ number: 83, next: undefined });
  expect(asked).toEqual([0, 0, 0]);
});

test('the neighbour behind the last line of a page is on the next page', async () => {
  const { placeOf, asked } = list(400);
  expect(await placeOf(199)).toMatchObject({ number: 200, next: hexId('study 200') });
  expect(asked).toEqual([0, 200]);
});

test('what is not in the list has no place, and a long list is not loaded to its end', async () => {
  const { placeOf, asked } = list(5000);
  expect(await placeOf(9999)).toBeUndefined();
  expect(asked.length).toBe(5);
});
