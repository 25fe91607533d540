import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { faultCodes } from '../../../src/domain/audit/faultCode';
import { wordsPage } from './wordsPage';

const file = path.resolve(__dirname, '../../../docs/words.md');

test('docs/words.md says what the tables say; `npm run docs:words` writes it', () => {
  if (process.env.WORDS_PAGE === 'write') writeFileSync(file, wordsPage());
  else expect(readFileSync(file, 'utf8')).toBe(wordsPage());
});

test.each(faultCodes)('docs/audit.md says what an auditor makes of %s', (code) => {
  const page = readFileSync(path.resolve(__dirname, '../../../docs/audit.md'), 'utf8');
  expect(page).toContain(`\`${code}\``);
});
