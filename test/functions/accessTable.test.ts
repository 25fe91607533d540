import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Route } from '../../src/contract/routes/route';
import { rolesWith } from '../../src/domain/kernel/roles';
import { declaredRoutes } from '../support/declaredRoutes';

const file = path.resolve(__dirname, '../../docs/access.md');
const place = /(<!-- routes:.*-->\n)[\s\S]*?(<!-- \/routes -->)/;

function askedFor(right: Route['right']): string {
  return right === 'anonymous' || right === 'signed-in' ? '–' : `\`${right}\``;
}

function whoMay(right: Route['right']): string {
  if (right === 'anonymous') return 'anybody';
  return right === 'signed-in' ? 'signed-in' : rolesWith(right).join(', ');
}

function table(): string {
  const rows = declaredRoutes
    .toSorted((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`))
    .map(({ path, method, right }) => {
      const shown = path.replace(/^\{root.*\}$/, '');
      return `| \`${method}\` | \`/${shown}\` | ${askedFor(right)} | ${whoMay(right)} |`;
    });
  return ['| method | route | right | who |', '|---|---|---|---|', ...rows, ''].join('\n');
}

test('docs/access.md says of every route who may call it', () => {
  const said = readFileSync(file, 'utf8');
  const right = said.replace(place, (_, begin: string, end: string) => `${begin}${table()}${end}`);
  if (process.env.ACCESS_TABLE === 'write') writeFileSync(file, right);
  else expect(said).toBe(right);
});
