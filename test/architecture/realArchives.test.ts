import { readFileSync } from 'node:fs';
import path from 'node:path';

const page = path.resolve(__dirname, '../../docs/real-archives.md');

/** A test that the page names: the file, and words of its title. */
const cited = readFileSync(page, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| files |'))
  .flatMap((line) => {
    const tests = line.replace(/ \|$/, '').split(' | ').at(-1) ?? '';
    const found = [...tests.matchAll(/\[[^\]]+\]\(([^)]+)\): ([^;|]+)/g)];
    return found.length === 0
      ? [[line, '', ''] as const]
      : found.map(([, file = '', title = '']) => [line, file, title.trim()] as const);
  });

test('every row of docs/real-archives.md names a test', () => {
  expect(cited.length).toBeGreaterThan(20);
  expect(cited.filter(([, file]) => file === '').map(([line]) => line)).toEqual([]);
});

test.each(cited.map(([, file, title]) => [title, file] as const))('“%s” is a test of %s', (title, file) => {
  expect(readFileSync(path.join(path.dirname(page), file), 'utf8')).toContain(title);
});
