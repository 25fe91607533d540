import { ShortFiles } from '../../../src/storage/incoming/shortFiles';

test('a short file is had once, by its name and version', () => {
  const files = new ShortFiles();
  files.keep('a', '1', Buffer.from('first'));
  files.keep('a', '2', Buffer.from('second'));
  expect(files.take('a', '3')).toBeUndefined();
  expect(files.take('a', '1')).toEqual(Buffer.from('first'));
  expect(files.take('a', '1')).toBeUndefined();
  expect(files.take('a', '2')).toEqual(Buffer.from('second'));
});

test('a long one is not kept, and of many only the last', () => {
  const files = new ShortFiles();
  files.keep('long', '1', Buffer.alloc(65_537));
  expect(files.take('long', '1')).toBeUndefined();
  for (let number = 0; number < 100; number += 1) files.keep(String(number), '1', Buffer.alloc(65_536));
  const left = Array.from({ length: 100 }, (_, number) => number).filter((number) =>
    files.take(String(number), '1'),
  );
  expect(left).toEqual(Array.from({ length: 64 }, (_, index) => index + 36));
});
