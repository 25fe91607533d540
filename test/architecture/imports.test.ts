import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

interface Rules {
  readonly importable: (room: string) => readonly string[];
  readonly pathOf: (room: string) => string;
}
const { rooms } = require('../../scripts/imports/rooms.cjs') as {
  rooms: Readonly<Record<string, { readonly packages?: readonly string[] }>>;
};
const { importable, pathOf } = require('../../scripts/imports/rules.cjs') as Rules;

const entry = '(entry)';
const names = Object.keys(rooms);
const packages = [
  '@azure/data-tables',
  '@azure/functions',
  '@azure/identity',
  '@azure/storage-blob',
  'commander',
  'durable-functions',
  'node:child_process',
  'node:fs',
  'node:http',
  'onnxruntime-node',
  'preact',
  'sharp',
];

const slug = (name: string) => name.replace(/[^a-z]/g, '_');
const folderOf = (room: string) => (room === entry ? 'src' : `src/${room}`);
/** The file of a room that the other rooms import. */
const targetOf = (room: string) => `${folderOf(room)}/target.ts`;

function relative(from: string, to: string): string {
  const between = path.posix.relative(path.posix.dirname(from), to.replace(/\.ts$/, ''));
  return between.startsWith('.') ? between : `./${between}`;
}

/** A tree of source files in a folder of its own, under the project's rules. */
function withTree<T>(files: ReadonlyMap<string, string>, look: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'imports-'));
  try {
    cpSync(path.join(root, '.dependency-cruiser.cjs'), path.join(folder, '.dependency-cruiser.cjs'));
    cpSync(path.join(root, 'scripts'), path.join(folder, 'scripts'), { recursive: true });
    cpSync(path.join(root, 'biome.json'), path.join(folder, 'biome.json'));
    for (const [file, source] of files) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), source);
    }
    return look(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

function violationsIn(files: ReadonlyMap<string, string>): readonly Violation[] {
  return withTree(files, (folder) => {
    const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const options = { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [program, 'src', '--output-type', 'json'],
      options,
    );
    expect(stderr).toBe('');
    return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
  });
}

/** One file for each pair of rooms, and for each room and package. */
function everyPair(): Map<string, string> {
  const files = new Map(names.map((room) => [targetOf(room), 'export type T = 1;\n']));
  for (const from of names) {
    for (const to of names) {
      const file = `${folderOf(from)}/to${slug(to)}.ts`;
      files.set(file, `import type { T } from '${relative(file, targetOf(to))}';\nexport type U = T;\n`);
    }
    for (const name of packages)
      files.set(
        `${folderOf(from)}/package${slug(name)}.ts`,
        `import { x } from '${name}';\nexport const y = x;\n`,
      );
  }
  return files;
}

describe('the table of imports', () => {
  let refused: ReadonlySet<string>;

  beforeAll(() => {
    refused = new Set(violationsIn(everyPair()).map(({ from }) => from));
  });

  const toRoom = (from: string, to: string) => refused.has(`${folderOf(from)}/to${slug(to)}.ts`);
  const toPackage = (from: string, name: string) => refused.has(`${folderOf(from)}/package${slug(name)}.ts`);

  test('holds for all pairs of rooms: what it does not name is refused', () => {
    const wrong = names.flatMap((from) =>
      names.filter((to) => toRoom(from, to) === importable(from).includes(to)).map((to) => `${from} → ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  test('holds for the packages of each room', () => {
    const wrong = names.flatMap((from) =>
      packages
        .filter((name) => toPackage(from, name) === (rooms[from]?.packages ?? []).includes(name))
        .map((name) => `${from} → ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test.each([
    ['domain/kernel', 'domain/study'],
    ['domain/study', 'domain/worklist'],
    ['domain/study', 'storage'],
    ['formats', 'dicom'],
    ['dicom', 'imaging'],
    ['dicom', 'decoder'],
    ['dicom', 'inference/run'],
    ['imaging', 'dicom'],
    ['decoder', 'dicom'],
    ['decoder', 'decoder/child'],
    ['decoder', 'settings'],
    ['inference/run', 'storage'],
    ['inference/manifest', 'inference/run'],
    ['audit/log', 'signing'],
    ['audit/proof', 'storage'],
    ['access', 'storage'],
    ['access', 'settings'],
    ['signing', 'storage'],
    ['notifications', 'operations'],
    ['storage', 'operations'],
    ['operations', 'storage'],
    ['operations', 'activities'],
    ['activities', 'storage'],
    ['activities', 'app'],
    ['orchestrations', 'activities'],
    ['orchestrations', 'storage'],
    ['functions/http', 'local'],
    ['functions/http', 'storage'],
    ['functions/triggers', 'local'],
    ['app', 'local'],
    ['app', 'cli/site'],
    ['app', 'functions/http'],
    ['local', 'domain/kernel'],
    ['local', 'decoder'],
    ['local', 'app'],
    ['contract', 'app'],
    ['dashboard', 'functions/http'],
    ['dashboard', 'access'],
    ['cli/commands', 'functions/http'],
  ])('%s may not import %s', (from, to) => {
    expect(toRoom(from, to)).toBe(true);
  });

  test.each([
    ['domain/kernel', 'node:fs'],
    ['domain/study', 'durable-functions'],
    ['dicom', '@azure/storage-blob'],
    ['inference/run', 'node:fs'],
    ['audit/log', '@azure/storage-blob'],
    ['operations', '@azure/storage-blob'],
    ['activities', '@azure/storage-blob'],
    ['activities', 'node:fs'],
    ['orchestrations', '@azure/functions'],
    ['functions/http', '@azure/storage-blob'],
    ['dashboard', 'node:fs'],
  ])('%s may not import the package %s', (from, name) => {
    expect(toPackage(from, name)).toBe(true);
  });
});

test('every file of src/ lies in one room', () => {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|mts)$/.test(file))
    .map((file) => `src/${file.replaceAll(path.sep, '/')}`);
  const lost = files.filter(
    (file) => names.filter((room) => new RegExp(pathOf(room)).test(file)).length !== 1,
  );
  expect(lost).toEqual([]);
});

test('every room has a README that says what the table says', () => {
  const readmes = path.join(root, 'scripts/imports/readmes.cjs');
  const { stderr, status } = spawnSync(process.execPath, [readmes, '--check'], { encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});

test('a file outside all rooms, a circle of types, a dynamic import and a require are refused', () => {
  const found = violationsIn(
    new Map([
      ['src/attic/old.ts', "import type { T } from '../domain/kernel/target';\nexport type U = T;\n"],
      ['src/domain/kernel/target.ts', 'export type T = 1;\n'],
      ['src/domain/study/a.ts', "import type { B } from './b';\nexport type A = B;\n"],
      ['src/domain/study/b.ts', "import type { A } from './a';\nexport type B = A | 1;\n"],
      ['src/domain/image/later.ts', "export const later = () => import('node:fs');\n"],
      ['src/domain/image/required.ts', "export const required = () => require('../study/a');\n"],
    ]),
  );
  const brief = found.map(({ rule, from }) => `${rule.name}: ${from}`);
  expect([...new Set(brief)].sort()).toEqual([
    'circle: src/domain/study/a.ts',
    'imports of domain/image: src/domain/image/later.ts',
    'imports of domain/image: src/domain/image/required.ts',
    'no room: src/attic/old.ts',
  ]);
});

/** The files of a tree about which the linter has something to say. */
function lintedIn(files: ReadonlyMap<string, string>): Set<string> {
  return withTree(files, (folder) => {
    const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', 'src'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { location: { path: string | { file: string } } }[];
    };
    return new Set(diagnostics.map(({ location: { path: at } }) => (typeof at === 'string' ? at : at.file)));
  });
}

describe('rooms without clock, chance and I/O', () => {
  const sources: readonly (readonly [name: string, source: string])[] = [
    ['time', 'export const now = () => Date.now();\n'],
    ['clock', 'export const clock = Date.now;\n'],
    ['date', 'export const today = () => new Date().toISOString();\n'],
    ['chance', 'export const chance = () => Math.random();\n'],
    ['ticks', 'export const ticks = () => performance.now();\n'],
    ['environment', 'export const home = process.env.HOME;\n'],
    ['network', "export const get = () => fetch('http://127.0.0.1/');\n"],
  ];
  const pure = ['domain/study', 'domain/kernel', 'contract', 'formats', 'dicom', 'imaging', 'audit/verify'];
  const parsing = 'export const later = (at: string) => new Date(Date.parse(at) + 1).toISOString();\n';
  let linted: ReadonlySet<string>;

  beforeAll(() => {
    linted = lintedIn(
      new Map([
        ...[...pure, 'orchestrations'].flatMap((room) =>
          sources.map(([name, source]) => [`src/${room}/${name}.ts`, source] as const),
        ),
        ...pure.map((room) => [`src/${room}/parsing.ts`, parsing] as const),
        ['src/storage/time.ts', 'export const now = () => Date.now();\n'],
      ]),
    );
  });

  test.each([...pure, 'orchestrations'])('%s', (room) => {
    const unseen = sources.map(([name]) => `src/${room}/${name}.ts`).filter((file) => !linted.has(file));
    expect(unseen).toEqual([]);
  });

  test('times that are handed in may be computed with, and other rooms have a clock', () => {
    expect([...linted].filter((file) => /parsing|storage/.test(file))).toEqual([]);
  });
});
