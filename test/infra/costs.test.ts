import { readFileSync } from 'node:fs';
import path from 'node:path';

const { pages, between, written } = require('../../infra/tools/costs.cjs') as {
  pages: readonly { readonly page: string; readonly tables: () => string }[];
  between: RegExp;
  written: (text: string, tables: () => string) => string;
};

test.each(pages)('docs/$page has the numbers that follow from infra/costs.json', ({ page, tables }) => {
  const text = readFileSync(path.resolve(__dirname, '../../docs', page), 'utf8');
  expect(text).toMatch(between);
  expect(written(text, tables)).toBe(text);
});
