import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { TemporaryFolder } from '../support/temporaryFolder';

const root = path.resolve(__dirname, '../..');
/** A project of four files with the real build: an app of three, and a page that shares one of them. */
const project = new TemporaryFolder();

function write(file: string, text: string): void {
  mkdirSync(path.dirname(project.file(file)), { recursive: true });
  writeFileSync(project.file(file), text);
}

const read = (file: string) => readFileSync(project.file(file), 'utf8');
const remove = (file: string) => rmSync(project.file(file));

function build(...options: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [project.file('scripts/build.mjs'), ...options],
    { encoding: 'utf8', env: { ...process.env, NODE_ENV: 'test' } },
  );
  return { status, said: stdout + stderr };
}

const written = (file: string) => statSync(project.file(file)).mtimeMs;

/** Which parts were built by what is done in between. */
function partsBuilt(work: () => void): string[] {
  const files = { app: 'dist/.tsbuildinfo', dashboard: 'dist/dashboard/index.html' };
  const before = Object.entries(files).map(([part, file]) => [part, file, written(file)] as const);
  work();
  return before.flatMap(([part, file, time]) => (written(file) === time ? [] : [part]));
}

const fine = { status: 0, said: '' };

beforeAll(() => {
  const compilerOptions = {
    target: 'es2024',
    module: 'nodenext',
    rootDir: 'src',
    outDir: 'dist',
    types: [],
    resolveJsonModule: true,
    incremental: true,
    tsBuildInfoFile: 'dist/.tsbuildinfo',
  };
  write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'], exclude: ['src/dashboard'] }));
  write('package.json', '{}');
  write('package-lock.json', '{}');
  write('src/words.ts', "export const word: string = 'one';\n");
  write('src/data.json', '{ "number": 1 }');
  write('src/app.ts', "import data from './data.json';\nexport const number: number = data.number;\n");
  write('src/extra.ts', 'export const extra = 1;\n');
  write('src/dashboard/tsconfig.json', '{ "compilerOptions": {} }');
  write('src/dashboard/index.html', '<script type="module" src="main.ts"></script>');
  write('src/dashboard/main.ts', "import { word } from '../words';\ndocument.title = word;\n");
  cpSync(path.join(root, 'src/dashboard/vite.config.mts'), project.file('src/dashboard/vite.config.mts'));
  mkdirSync(project.file('scripts'));
  cpSync(path.join(root, 'scripts/build.mjs'), project.file('scripts/build.mjs'));
  symlinkSync(path.join(root, 'node_modules'), project.file('node_modules'));
});

beforeEach(() => expect(build()).toEqual(fine));

afterAll(() => project.remove());

test('what was built is left alone, also where files were only touched', () => {
  for (const file of ['src/app.ts', 'src/words.ts', 'src/dashboard/main.ts', 'package-lock.json'])
    utimesSync(project.file(file), new Date(), new Date());
  expect(partsBuilt(() => expect(build()).toEqual(fine))).toEqual([]);
});

test.each([
  ['a file of the app', 'src/extra.ts', 'export const extra = 2;\n', ['app']],
  ['a table of the app', 'src/data.json', '{ "number": 2 }', ['app']],
  ['a new file of the app', 'src/more.ts', 'export const more = 1;\n', ['app']],
  [
    'a file of the page',
    'src/dashboard/main.ts',
    "import '../words';\ndocument.title = '';\n",
    ['dashboard'],
  ],
  ['a file of both', 'src/words.ts', "export const word: string = 'two';\n", ['app', 'dashboard']],
])('%s that changed is built, and nothing else', (_, file, text, parts) => {
  const before = existsSync(project.file(file)) ? read(file) : undefined;
  write(file, text);
  expect(partsBuilt(() => expect(build()).toEqual(fine))).toEqual(parts);
  if (before === undefined) remove(file);
  else write(file, before);
});

test.each(['tsconfig.json', 'package-lock.json'])('with another %s all is built', (file) => {
  const before = read(file);
  write(file, `${before}\n`);
  const record = () =>
    Object.values(JSON.parse(read('dist/.build.json')) as Record<string, { inputs: string }>).map(
      ({ inputs }) => inputs,
    );
  const known = record();
  expect(partsBuilt(() => expect(build()).toEqual(fine))).toContain('dashboard');
  expect(record().filter((inputs) => known.includes(inputs))).toEqual([]);
  write(file, before);
});

test('what a removed source was compiled to is gone', () => {
  write('src/folder/gone.ts', 'export const gone = 1;\n');
  expect(build()).toEqual(fine);
  expect(existsSync(project.file('dist/folder/gone.js'))).toBe(true);
  remove('src/folder/gone.ts');
  expect(build()).toEqual(fine);
  expect(existsSync(project.file('dist/folder/gone.js'))).toBe(false);
  expect(read('dist/data.json')).toContain('1');
});

test('what is missing comes back', () => {
  const files = ['dist/app.js', 'dist/data.json', 'dist/dashboard/index.html'];
  for (const file of files) remove(file);
  expect(build()).toEqual(fine);
  expect(files.filter((file) => !existsSync(project.file(file)))).toEqual([]);
});

test('what an interrupted build left is not taken for the whole', () => {
  remove('dist/.build.json');
  write('dist/app.js', 'half of');
  expect(build()).toEqual(fine);
  expect(read('dist/app.js')).toContain('number');
});

test('a type error is told each time until it is mended', () => {
  const before = read('src/app.ts');
  write('src/app.ts', "export const number: number = 'text';\n");
  for (let time = 0; time < 2; time += 1) {
    const { status, said } = build();
    expect(said).toMatch(/src\/app\.ts.*TS2322/);
    expect(status).toBe(1);
  }
  expect(read('dist/app.js')).toContain('text');
  write('src/app.ts', before);
  expect(build()).toEqual(fine);
});

test('a page that cannot be built is told each time, and the app is built', () => {
  const before = read('src/dashboard/main.ts');
  write('src/dashboard/main.ts', "import '../nowhere';\n");
  write('src/extra.ts', 'export const extra = 3;\n');
  for (let time = 0; time < 2; time += 1) {
    const { status, said } = build();
    expect(said).toContain('nowhere');
    expect(status).toBe(1);
  }
  expect(read('dist/extra.js')).toContain('3');
  write('src/dashboard/main.ts', before);
});

test('--all builds everything', () => {
  expect(partsBuilt(() => expect(build('--all')).toEqual(fine))).toEqual(['app', 'dashboard']);
});
