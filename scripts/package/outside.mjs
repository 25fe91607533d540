import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Packages that stay outside the bundles, in the package's node_modules. `@azure/functions` since the host's worker
 * hands it a module of its own; the others since they load binaries that lie beside them.
 */
export const outside = [
  '@azure/functions',
  '@cornerstonejs/codec-charls',
  '@cornerstonejs/codec-openjpeg',
  '@cornerstonejs/codec-openjph',
  'dcmjs-codecs',
  'onnxruntime-node',
  'sharp',
];

/** What only their install scripts load, which are not run. */
const onlyForInstalling = { 'node_modules/onnxruntime-node': ['adm-zip', 'global-agent'] };

/** Whether an import stays as it is. The worker's own module is in no registry. */
export function isOutside(id) {
  return ['@azure/functions-core', ...outside].some((name) => id === name || id.startsWith(`${name}/`));
}

/**
 * Installs them and what they depend on, in the versions of the lockfile and for another machine than this one.
 *
 * @param {{ root: string, folder: string, arch: string }} where the repository, the package, and its processor
 * @throws Error with what npm said
 */
export function installOutside({ root, folder, arch }) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'triage-package-'));
  try {
    writePart(root, scratch);
    npmCi(scratch, arch);
    const installed = path.join(scratch, 'node_modules');
    for (const file of globSync(unneeded(arch), { cwd: installed }))
      rmSync(path.join(installed, file), { recursive: true, force: true });
    cpSync(installed, path.join(folder, 'node_modules'), { recursive: true });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A package.json with these packages alone, and the lockfile, of which npm takes what they need. */
function writePart(root, folder) {
  const read = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  const { name, version, overrides, dependencies: all } = read('package.json');
  const dependencies = Object.fromEntries(outside.map((one) => [one, all[one]]));
  const part = { name, version, dependencies, overrides };
  const lockfile = read('package-lock.json');
  lockfile.packages[''] = part;
  for (const [place, names] of Object.entries(onlyForInstalling))
    for (const name of names) delete lockfile.packages[place].dependencies[name];
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(part));
  writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lockfile));
  cpSync(path.join(root, '.npmrc'), path.join(folder, '.npmrc'));
}

function npmCi(folder, arch) {
  const target = ['--os=linux', `--cpu=${arch}`, '--libc=glibc'];
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const { status, stderr, error } = spawnSync('npm', ['ci', ...target, ...quiet], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ci ${target.join(' ')}: ${error?.message ?? stderr.trim()}`);
}

/** onnxruntime-node has the binaries of every platform; sources, tests, types and pages are for whoever writes code. */
function unneeded(arch) {
  return [
    '**/{demo,examples,test}',
    'onnxruntime-node/script',
    'onnxruntime-node/bin/*/!(linux)',
    `onnxruntime-node/bin/*/linux/!(${arch})`,
    'sharp/{install,src}',
    '**/*.{ts,mts,cts,map,md}',
    '.package-lock.json',
  ];
}
