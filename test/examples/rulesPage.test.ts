import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rulesHeading, rulesPage } from './rulesPage';

const file = path.resolve(__dirname, '../../docs/conformance.md');

test('docs/conformance.md has the rules of the code; `npm run docs:words` writes them', () => {
  const page = readFileSync(file, 'utf8');
  const before = page.slice(0, page.indexOf(rulesHeading));
  if (process.env.WORDS_PAGE === 'write') writeFileSync(file, before + rulesPage());
  else expect(page).toBe(before + rulesPage());
});
