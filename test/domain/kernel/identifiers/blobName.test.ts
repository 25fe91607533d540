import path from 'node:path';
import fc from 'fast-check';
import { isBlobName } from '../../../../src/domain/kernel/identifiers/blobName';

test.each(['a', 'a.dcm', 'ward 3/Müller^Anna.dcm', 'tile/0/x001/067.p/5', '.hidden', 'a..b', '…', 'ab:c'])(
  '%s names a blob',
  (name) => expect(isBlobName(name)).toBe(true),
);

test.each([
  '',
  '.',
  '..',
  '...',
  '.. ',
  ' ',
  '../a',
  'a/..',
  'a/../b',
  'a/./b',
  '/a',
  'a/',
  'a//b',
  'a\\b',
  '..\\a',
  'C:',
  'c:/a',
  'C:a',
  'a\u0000',
  'a\nb',
  'a\u007f',
  '\u0085',
  '\ud800',
  'a'.repeat(1025),
])('%j names none', (name) => expect(isBlobName(name)).toBe(false));

const part = fc.oneof(
  fc.constantFrom('.', '..', '', '...', '.. ', 'C:', 'a', 'b.json', '\\', '..\\..', '%2e%2e', '\n', '\u0000'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const names = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'));

test('what names a blob stays under its folder, on every system, and in its container', () => {
  fc.assert(
    fc.property(names, (name) => {
      fc.pre(isBlobName(name));
      for (const system of [path.posix, path.win32]) {
        const below = system.relative(system.resolve('/root'), system.resolve('/root', name));
        expect([below.startsWith('..'), system.isAbsolute(below), below]).toEqual([
          false,
          false,
          name.split('/').join(system.sep),
        ]);
      }
      const { pathname } = new URL(
        `https://a.test/container/${name.split('/').map(encodeURIComponent).join('/')}`,
      );
      expect(pathname.slice('/container/'.length).split('/').map(decodeURIComponent).join('/')).toBe(name);
    }),
    { numRuns: 2000 },
  );
});
