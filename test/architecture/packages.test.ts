import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly name?: string; readonly dev?: boolean }>>;
}

const file = path.resolve(__dirname, '../../package-lock.json');
const { packages } = JSON.parse(readFileSync(file, 'utf8')) as Lockfile;
const installed = Object.entries(packages).map(([place, { name, dev = false }]) => ({
  place,
  name: name ?? place.replace(/^.*node_modules\//, ''),
  dev,
}));

test.each(['dcmjs', 'core-js-pure', '@babel/runtime-corejs3'])('%s is not deployed', (name) => {
  expect(installed.filter((one) => one.name === name && !one.dev)).toEqual([]);
});

test('an empty package is in the place of dcmjs, and in no other', () => {
  const empty = installed.filter(({ name }) => name === '@favware/skip-dependency');
  expect(empty.map(({ place }) => place)).toEqual(['node_modules/dcmjs-codecs/node_modules/dcmjs']);
});
