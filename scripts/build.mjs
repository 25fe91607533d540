/**
 * Builds dist/: the app and its command line by tsc, the pages for the browser by Vite. A part is skipped if it is
 * up to date: its inputs are unchanged since it was built, and none of its outputs is missing.
 *
 *     node scripts/build.mjs          builds what is stale
 *     node scripts/build.mjs --all    rebuilds everything
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (file) => path.join(root, file);

const recordFile = 'dist/.build.json';
const compilerState = 'dist/.tsbuildinfo';
/** The Vite configuration writes here which files went into the pages, including those of other folders. */
const pageInputs = 'dist/.dashboard-inputs.json';
/** The packages as required and as installed. */
const packages = ['package-lock.json', 'node_modules/.package-lock.json'];

const parts = [
  {
    name: 'app',
    program: ['typescript/bin/tsc', '-p', 'tsconfig.json'],
    inputs: () => [...filesIn('src').filter(isAppSource), 'tsconfig.json', 'package.json', ...packages],
    outputs: () => filesIn('dist').filter(isAppOutput),
    // The compiler does not notice a missing output; without its state it writes all of them.
    startOver: () => rmSync(at(compilerState), { force: true }),
    finish: removeOutputsWithoutSource,
  },
  {
    name: 'dashboard',
    program: ['vite/bin/vite.js', 'build', '--config', 'src/dashboard/vite.config.mts'],
    inputs: () => [
      ...filesIn('src/dashboard'),
      ...(readJson(pageInputs) ?? []),
      'tsconfig.json',
      ...packages,
    ],
    outputs: () => filesIn('dist/dashboard'),
    startOver: () => {},
    finish: () => {},
  },
];

const isAppSource = (file) => !file.startsWith('src/dashboard/') && /\.(ts|json)$/.test(file);
const isAppOutput = (file) =>
  !file.startsWith('dist/dashboard/') && /\.(js|json)$/.test(file) && !isHidden(file);
const isHidden = (file) => path.basename(file).startsWith('.');

/**
 * Builds what is stale.
 * @returns for each part that did not build cleanly, its compiler's output; a part with type errors is written
 * all the same, and is stale the next time
 */
export async function build({ all = false } = {}) {
  const record = all ? {} : (readJson(recordFile) ?? {});
  const stale = parts.filter((part) => all || !isFresh(part, record[part.name]));
  if (stale.length === 0) return [];
  mkdirSync(at('dist'), { recursive: true });
  // An interrupted build must not look like the previous one.
  writeJson(recordFile, without(record, stale));
  const built = await Promise.all(stale.map((part) => buildPart(part, record[part.name])));
  writeJson(recordFile, {
    ...without(record, stale),
    ...Object.fromEntries(built.flatMap(({ entry }) => entry)),
  });
  return built.flatMap(({ problem }) => problem ?? []);
}

function isFresh(part, known) {
  return known?.sound === true && hasOutputs(known) && known.inputs === contentOf(part.inputs());
}

function hasOutputs({ outputs }) {
  return outputs.every((file) => existsSync(at(file)));
}

async function buildPart(part, known) {
  if (known === undefined || !hasOutputs(known)) part.startOver();
  const before = contentOf(filesIn('src'));
  const { status, said } = await run(part.program);
  part.finish();
  // Hashed at the end, because Vite lists the inputs of the pages when it is done. Sound only if no source changed.
  const sound = status === 0 && before === contentOf(filesIn('src'));
  const entry = { sound, inputs: contentOf(part.inputs()), outputs: part.outputs() };
  return {
    // After a killed compiler, the part starts over.
    entry: status === null ? [] : [[part.name, entry]],
    problem: status === 0 ? undefined : { part: part.name, said },
  };
}

/** A removed or renamed source leaves its compiled output behind. */
function removeOutputsWithoutSource() {
  for (const file of filesIn('dist').filter(isAppOutput)) {
    const source = file.replace(/^dist/, 'src');
    if (!existsSync(at(source)) && !existsSync(at(source.replace(/\.js$/, '.ts')))) rmSync(at(file));
  }
}

/** The files below a folder, as paths from the root with slashes, in order. */
function filesIn(folder) {
  if (!existsSync(at(folder))) return [];
  return readdirSync(at(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** A hash over the names and the content of files; a missing file is part of the hash. */
function contentOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`\0${file}\0`);
    if (existsSync(at(file))) hash.update(readFileSync(at(file)));
  }
  return hash.digest('hex');
}

/** Runs a build tool of the project. */
function run([program, ...args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [at(`node_modules/${program}`), ...args], {
      cwd: root,
      // The pages are the same whoever builds them.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
      });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, said }));
  });
}

function readJson(file) {
  return existsSync(at(file)) ? JSON.parse(readFileSync(at(file), 'utf8')) : undefined;
}

/** Atomically, since two builds may run at the same time. */
function writeJson(file, value) {
  const draft = at(`${file}.${process.pid}`);
  writeFileSync(draft, JSON.stringify(value));
  renameSync(draft, at(file));
}

function without(record, left) {
  return Object.fromEntries(
    Object.entries(record).filter(([name]) => left.every((part) => part.name !== name)),
  );
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const { said } of await build({ all: process.argv.includes('--all') })) {
    process.stderr.write(said);
    process.exitCode = 1;
  }
}
