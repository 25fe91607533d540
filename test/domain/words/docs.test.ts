import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { wordsPage } from './wordsPage';

const file = path.resolve(__dirname, '../../../docs/words.md');

test('docs/words.md says what the tables say; `npm run docs:words` writes it', () => {
  if (process.env.WORDS_PAGE === 'write') writeFileSync(file, wordsPage());
  else expect(readFileSync(file, 'utf8')).toBe(wordsPage());
});
