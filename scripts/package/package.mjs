/**
 * Makes what is deployed, for Linux, on any system: `npm run package`, or `npm run package -- --arch arm64`. In
 * build/ lie the folder and, of the same files, the archive.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundlePrograms } from './bundle.mjs';
import { noticesOf } from './notices.mjs';
import { installOutside } from './outside.mjs';
import { zipFolder } from './zip.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const archs = ['x64', 'arm64'];
const copied = ['host.json', 'package-lock.json', 'LICENSE', 'dist/dashboard', 'models'];
/** How the models that come with the app were made. */
const training = path.join(root, 'models/training');
/** More would mean that something got in which has no business there. */
const most = { files: 1_499, megabytes: 60 };

/** @param {string} arch @returns {Promise<{ folder: string, archive: string, files: number, megabytes: number }>} */
async function makePackage(arch) {
  const described = descriptionFor(arch);
  const folder = path.join(root, 'build', `linux-${arch}`);
  const archive = path.join(root, 'build', `${described.name}-${described.version}-linux-${arch}.zip`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const inside = await bundlePrograms({ root, folder: path.join(folder, 'dist') });
  installOutside({ root, folder, arch });
  for (const file of copied)
    cpSync(path.join(root, file), path.join(folder, file), {
      recursive: true,
      filter: (from) => from !== training,
    });
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(described, null, 2)}\n`);
  writeFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), noticesOf(root, inside));
  const names = filesIn(folder);
  rmSync(archive, { force: true });
  await zipFolder(archive, folder, names);
  return { folder, archive, files: names.length, megabytes: statSync(archive).size / 1e6 };
}

/** package.json as the deployed app needs it: its platform alone, and its commit, which it cannot find out there. */
function descriptionFor(arch) {
  const file = readFileSync(path.join(root, 'package.json'), 'utf8');
  const { name, version, license, main, engines, dependencies } = JSON.parse(file);
  const platform = { os: ['linux'], cpu: [arch], libc: ['glibc'] };
  return {
    name,
    version,
    license,
    private: true,
    commit: commit(),
    main,
    engines,
    ...platform,
    dependencies,
  };
}

/** The commit of the checkout; undefined without one, or if anything in it was changed. */
function commit() {
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  const changes = git('status', '--porcelain');
  if (changes.status !== 0 || changes.stdout !== '') return undefined;
  return git('rev-parse', 'HEAD').stdout.trim();
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

const { values } = parseArgs({ options: { arch: { type: 'string', default: 'x64' } } });
if (!archs.includes(values.arch)) throw new Error(`--arch: expected one of ${archs.join(', ')}`);
const made = await makePackage(values.arch);
const size = `${made.files} files, ${made.megabytes.toFixed(1)} MB`;
console.log(`${path.relative('', made.archive)}: ${size}`);
if (made.files > most.files || made.megabytes > most.megabytes) {
  console.error(
    `At most ${most.files} files and ${most.megabytes} MB are expected: see what is new in ${made.folder}.`,
  );
  process.exitCode = 1;
}
