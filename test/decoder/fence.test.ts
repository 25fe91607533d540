import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isFencedByKernel } from '../../src/decoder/kernelFence';
import type { Job } from '../../src/decoder/work';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { program, testPool } from './support';

type Outcomes = Readonly<Record<string, 'done' | 'refused'>>;

const root = path.resolve(__dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'fence-'));
const key = path.join(folder, 'audit-key');
writeFileSync(key, 'a secret');

/** Files that exist: where local.settings.json lies, where keys and data lie, and what the machine has. */
const read = [path.join(root, 'package.json'), path.join(root, 'host.json'), key, '/etc/passwd'];
const write = [
  '/written',
  path.join(folder, 'written'),
  path.join(root, 'dist/decoder/written.js'),
  '/proc/self/comm',
];

afterAll(() => {
  rmSync(folder, { recursive: true });
  for (const file of ['/written', path.join(root, 'dist/decoder/written.js')]) rmSync(file, { force: true });
});

async function attempts(): Promise<{ serving: Outcomes; takenOver: Outcomes }> {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const job: Job<{ serving: Outcomes; takenOver: Outcomes }> = {
    request: { kind: 'read-file', extension: '', limits: defaultReadLimits },
    bytes: Buffer.from(JSON.stringify({ read, write, port })),
    expect: (json) => ({ sizes: [], finish: () => json as { serving: Outcomes; takenOver: Outcomes } }),
  };
  try {
    return await testPool({}, program('burglar')).run(job);
  } finally {
    server.close();
  }
}

const all = (outcomes: Outcomes) => (how: 'done' | 'refused') =>
  Object.keys(outcomes).filter((name) => outcomes[name] === how);

test('a process that reads files can read nothing but the compiled app, and write, start and reach nothing', async () => {
  const { serving, takenOver } = await attempts();
  const fenced = isFencedByKernel();
  const network = Number(process.versions.node.split('.')[0]) >= 25 || fenced ? [] : ['open a connection'];
  expect(all(serving)('done')).toEqual(network);
  // The kernel leaves signals and programs to a process; what it starts stays behind the same fence.
  const left = ['start a program', 'start a thread without limits', 'signal the host'];
  // Without the kernel's fence it can do what the app's user can, which may be less than root can.
  if (fenced) expect(all(takenOver)('done')).toEqual(left);
  else
    expect(all(takenOver)('done')).toEqual(
      expect.arrayContaining([`read ${key}`, 'open a connection', ...left]),
    );
  expect(readdirSync(folder)).toEqual(fenced ? ['audit-key'] : ['audit-key', 'written']);
});
