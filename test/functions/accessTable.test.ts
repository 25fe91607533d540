import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { declaredRoutes } from '../support/declaredRoutes';

const file = path.resolve(__dirname, '../../docs/access.md');
const place = /(<!-- routes:.*-->\n)[\s\S]*?(<!-- \/routes -->)/;

function table(): string {
  const rows = declaredRoutes()
    .toSorted((a, b) => `${a.route} ${a.methods}`.localeCompare(`${b.route} ${b.methods}`))
    .map(({ route, methods, roles }) => {
      const who = roles === 'anonymous' ? 'anybody' : [roles].flat().join(', ');
      return `| \`${methods.join(', ')}\` | \`/${route.replace(/^\{root.*\}$/, '')}\` | ${who} |`;
    });
  return ['| method | route | who |', '|---|---|---|', ...rows, ''].join('\n');
}

test('docs/access.md says of every route who may call it', () => {
  const said = readFileSync(file, 'utf8');
  const right = said.replace(place, (_, begin: string, end: string) => `${begin}${table()}${end}`);
  if (process.env.ACCESS_TABLE === 'write') writeFileSync(file, right);
  else expect(said).toBe(right);
});
