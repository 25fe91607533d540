import { readFileSync } from 'node:fs';
import path from 'node:path';

const { costTables, between } = require('../../infra/tools/costs.cjs') as {
  costTables: () => string;
  between: RegExp;
};

test('docs/azure.md has the costs that follow from infra/costs.json', () => {
  const page = readFileSync(path.resolve(__dirname, '../../docs/azure.md'), 'utf8');
  expect(page).toMatch(between);
  expect(page.replace(between, `$1${costTables()}\n$2`)).toBe(page);
});
