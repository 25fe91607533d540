import { Kept } from '../../../../src/dashboard/viewer/loading/kept';

const bytesOf = (text: string) => text.length;

/** Counts how often something was loaded. */
function loader(value: string) {
  return jest.fn(async () => value);
}

test('what was loaded is not loaded again', async () => {
  const kept = new Kept(10, bytesOf);
  const load = loader('one');
  expect([await kept.get('a', load), await kept.get('a', load)]).toEqual(['one', 'one']);
  expect(load).toHaveBeenCalledTimes(1);
});

test('what is on its way ahead is waited for and not loaded twice', async () => {
  const kept = new Kept(10, bytesOf);
  const coming = Promise.withResolvers<string>();
  const ahead = kept.ahead('a', () => coming.promise);
  const load = loader('two');
  const wanted = kept.get('a', load);
  coming.resolve('one');
  expect([await wanted, await ahead, await kept.ahead('a', load)]).toEqual(['one', 'one', 'one']);
  expect(load).not.toHaveBeenCalled();
});

test('a failure is not kept; of one ahead only who wants the thing is told', async () => {
  const kept = new Kept(10, bytesOf);
  const fail = async () => {
    throw new Error('no');
  };
  await expect(kept.get('a', fail)).rejects.toThrow('no');
  const ahead = kept.ahead('a', fail);
  const wanted = kept.get('a', loader('not asked'));
  await expect(wanted).rejects.toThrow('no');
  expect(await ahead).toBeUndefined();
  expect(await kept.get('a', loader('one'))).toBe('one');
});

test('beyond its size what was wanted least lately goes', async () => {
  const kept = new Kept(6, bytesOf);
  await kept.get('a', loader('aaa'));
  await kept.ahead('b', loader('bbb'));
  await kept.get('a', loader('again'));
  await kept.get('c', loader('ccc'));
  expect(await kept.get('a', loader('again'))).toBe('aaa');
  expect(await kept.get('c', loader('again'))).toBe('ccc');
  expect(await kept.get('b', loader('again'))).toBe('again');
});

test('what is larger than all of it is handed out, and not kept', async () => {
  const kept = new Kept(2, bytesOf);
  const load = loader('large');
  expect([await kept.get('a', load), await kept.get('a', load)]).toEqual(['large', 'large']);
  expect(load).toHaveBeenCalledTimes(2);
});
