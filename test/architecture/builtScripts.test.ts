import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..');

/** What scripts take from dist/ by name: `const { name, … } = require('…/dist/…')`. */
const taken = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js'))
  .flatMap((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const places = [...text.matchAll(/const \{([^}]+)\} = require\('([./]+\/dist\/[^']+)'\)/g)];
    return places.flatMap(([, names = '', from = '']) =>
      names
        .split(',')
        .map((name) => (name.split(':')[0] as string).trim())
        .filter((name) => name !== '')
        .map((name) => ({ file, name, module: path.resolve(root, path.dirname(file), from) })),
    );
  });

/** Nobody compiles them: a name that is gone shows only when the script runs, in a suite that takes long. */
test('every name that a script of the tests takes from what is built is there', () => {
  expect(taken.length).toBeGreaterThan(20);
  const gone = taken.filter(({ name, module }) => !(name in require(module)));
  expect(gone.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});
