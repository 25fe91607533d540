import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { declaredRoutes } from '../support/declaredRoutes';

const page = readFileSync(path.resolve(__dirname, '../../docs/http.md'), 'utf8');
/** The first table: one route a row, with the keys of its query. */
const rows = [...(page.split('\n\n')[1] ?? '').matchAll(/^\| `([A-Z]+ [^`]+)` \|/gm)].map(([, said]) => said);

/** `GET /api/worklist?tab=&limit=`, as the page writes it. */
function written({ method, path: template, query }: (typeof declaredRoutes)[number]): string {
  const shape = query instanceof z.ZodObject ? query.shape : {};
  // A key that is only declared to be refused is none.
  const keys = Object.keys(shape).filter((key) => key !== 'text');
  const search = keys.map((key) => `${key}=`).join('&');
  return `${method} /${template.replace(/^\{root.*\}$/, '')}${search && `?${search}`}`;
}

test('docs/http.md has a row for every route that is declared, and no other', () => {
  expect(rows.toSorted()).toEqual(declaredRoutes.map(written).toSorted());
});
