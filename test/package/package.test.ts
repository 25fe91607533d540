import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { openPromise } from 'yauzl';
import { isFencedByKernel } from '../../src/decoder/kernelFence';
import { appFolder } from '../../src/places/places';
import { describeWith } from '../support/requirements';
import { testSiteKey } from '../support/siteSecret';
import { TemporaryFolder } from '../support/temporaryFolder';

const { version } = JSON.parse(readFileSync(path.join(appFolder, 'package.json'), 'utf8')) as {
  version: string;
};
const archiveOf = (arch: string) => path.join(appFolder, `build/imaging-triage-${version}-linux-${arch}.zip`);

const node = (args: readonly string[], environment: NodeJS.ProcessEnv = process.env) =>
  spawnSync(process.execPath, args, {
    cwd: appFolder,
    encoding: 'utf8',
    env: environment,
    maxBuffer: 2 ** 26,
  });

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

/** Into a folder that nobody may write to. */
async function unpack(archive: string, folder: string): Promise<void> {
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const file = path.join(folder, entry.fileName);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, await buffer(await zip.openReadStreamPromise(entry)), { mode: 0o444 });
  }
  const within = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of within)
    if (entry.isDirectory()) chmodSync(path.join(entry.parentPath, entry.name), 0o555);
  chmodSync(folder, 0o555);
}

const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Every file with its content. */
const contentOf = (folder: string) =>
  Object.fromEntries(filesIn(folder).map((file) => [file, sha256(path.join(folder, file))]));

/** The processor that a Linux binary is for, as ELF numbers it. */
const machineOf = (file: string) => {
  const head = readFileSync(file).subarray(0, 20);
  return head.subarray(0, 4).toString('latin1') === '\x7fELF' ? head.readUInt16LE(18) : undefined;
};

const scratch = new TemporaryFolder();
afterAll(() => {
  spawnSync('chmod', ['-R', 'u+w', scratch.path]);
  scratch.remove();
});

describe.each([
  ['x64', 62],
  ['arm64', 183],
])('the package for %s', (arch, machine) => {
  const folder = scratch.file(arch);
  let files: string[];

  beforeAll(async () => {
    const made = node(['scripts/package/package.mjs', '--arch', arch]);
    if (made.status !== 0) throw new Error(made.stderr);
    process.stderr.write(made.stdout);
    await unpack(archiveOf(arch), folder);
    files = filesIn(folder);
  }, 300_000);

  test('is small', () => {
    expect(files.length).toBeLessThan(1_500);
    expect(statSync(archiveOf(arch)).size).toBeLessThan(60e6);
  });

  test('holds what it is made of, and nothing else', () => {
    const belongs =
      /^((host|package|package-lock)\.json|LICENSE|THIRD-PARTY-NOTICES\.txt|(dist|models|node_modules)\/.+)$/;
    expect(files.filter((file) => !belongs.test(file))).toEqual([]);
    const foreign =
      /^dist\/(cli|local)\/|^models\/training|\.(ts|tsx|map|md)$|(^|\/)(test|tests|src)\/|settings|audit-key/;
    expect(files.filter((file) => foreign.test(file) && !/^models\/.*\.md$/.test(file))).toEqual([]);
    expect(files).toContain('models/standing.json');
    expect(files.filter((file) => /^models\/.*\.onnx$/.test(file)).length).toBeGreaterThan(1);
  });

  test('has binaries for that processor alone, and says so', () => {
    const binaries = files.filter((file) => /\.(node|so(\.[\d.]+)?|dll|dylib)$/.test(file));
    expect(binaries.length).toBeGreaterThan(3);
    expect(binaries.filter((file) => machineOf(path.join(folder, file)) !== machine)).toEqual([]);
    const described = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    expect(described).toMatchObject({ main: 'dist/index.js', os: ['linux'], cpu: [arch], libc: ['glibc'] });
    expect(described).not.toHaveProperty('devDependencies');
  });
});

type At = (address: string, init?: RequestInit) => Promise<Response>;

async function signedIn(at: At): Promise<RequestInit> {
  const { headers } = await at('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Dr. Example', role: 'reviewer' }),
  });
  return { headers: { cookie: headers.getSetCookie()[0]?.split(';')[0] as string } };
}

const isX64 = { met: process.platform === 'linux' && process.arch === 'x64', missing: 'Linux on x64' };

describeWith([isX64], 'from the archive, in a folder that is read-only', () => {
  const folder = scratch.file('x64');
  let before: Record<string, string>;
  beforeAll(() => {
    before = contentOf(folder);
  });

  test('the same functions are there', () => {
    const settings = {
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
      TRIAGE_SITE_KEY: Buffer.from(testSiteKey).toString('base64'),
    };
    const [packaged, compiled] = [folder, appFolder].map(
      (app) => node(['test/support/loadApp.js', app], { ...process.env, ...settings }).stdout,
    );
    expect(packaged?.split('\n').length).toBeGreaterThan(40);
    expect(packaged).toBe(compiled);
  });

  test('the demo goes through it: every file has its outcome', () => {
    const { status, stdout } = node([
      'dist/cli/main.js',
      'demo',
      '--exit',
      '--app',
      folder,
      '--port',
      '7369',
    ]);
    expect(stdout).toMatch(/^12 files in [\d.]+ s: 10 analysed, 1 not analysed, 1 quarantined\.$/m);
    expect(status).toBe(0);
  });

  test('triage local serves it, with its pages and behind the same fence as a checkout', async () => {
    const port = '7368';
    const args = [
      'dist/cli/main.js',
      'local',
      '--app',
      folder,
      '--data',
      scratch.file('data'),
      '--port',
      port,
    ];
    const local = spawn(process.execPath, args, { cwd: appFolder, stdio: 'ignore' });
    const ended = new Promise((exit) => local.once('exit', exit));
    try {
      const at: At = (address, init) => fetch(`http://127.0.0.1:${port}${address}`, init);
      let health: Response | undefined;
      for (let tries = 0; health?.status !== 200 && tries < 120; tries += 1) {
        await setTimeout(1_000);
        health = await at('/api/health').catch(() => undefined);
      }
      expect(await health?.json()).toMatchObject({
        status: 'ok',
        storage: 'ok',
        fence: isFencedByKernel() ? 'kernel' : 'node',
      });
      const page = await (await at('/worklist', await signedIn(at))).text();
      const asset = /\/assets\/[^"]+\.js/.exec(page)?.[0] as string;
      expect((await at(asset, await signedIn(at))).status).toBe(200);
    } finally {
      local.kill('SIGINT');
      await ended;
    }
  });

  test('nothing of it was changed', () => {
    expect(contentOf(folder)).toEqual(before);
  });

  test('the same files make the same archive', () => {
    const [archive, of, names] = [scratch.file('again.zip'), folder, filesIn(folder)].map((one) =>
      JSON.stringify(one),
    );
    const script = `import { zipFolder } from './scripts/package/zip.mjs'; await zipFolder(${archive}, ${of}, ${names})`;
    expect(node(['--input-type=module', '--eval', script]).stderr).toBe('');
    expect(sha256(scratch.file('again.zip'))).toBe(sha256(archiveOf('x64')));
  });
});

const old = spawnSync('/usr/bin/node', ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';

describeWith(
  [{ met: /^v(1[89]|2[01])\./.test(old), missing: 'a Node of 18 to 21 at /usr/bin/node' }],
  'with an old Node',
  () => {
    test('the package says in one line what it needs', () => {
      const entry = JSON.stringify(path.join(scratch.file('x64'), 'dist/index.js'));
      const script = `try { require(${entry}) } catch (error) { process.stdout.write(error.message) }`;
      const { stdout } = spawnSync('/usr/bin/node', ['--eval', script], { encoding: 'utf8' });
      expect(stdout).toMatch(/^Imaging Triage needs Node .+, and this is \d+\.\d+\.\d+: .+\.$/);
    });
  },
);
