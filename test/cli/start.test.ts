import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { shippedVersion } from '../inference/shippedModels';
import { freePort } from './support/freePort';
import { startTriage, triage } from './support/triageProcess';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'triage-test-'));
  file = path.join(folder, 'file.png');
  writeFileSync(file, 'no picture');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

/** What a person sees: one line, after the one that says that something begins. */
function complaint(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('Starting the app'));
  expect(lines).toHaveLength(1);
  return lines[0] as string;
}

test('a port that is taken: which, and how to choose another', async () => {
  const { server, port } = await listen();
  try {
    const args = ['local', '--data', path.join(folder, 'data'), '--port', String(port)];
    const { code, stdout, stderr } = await triage(args);
    expect(complaint(stderr)).toMatch(
      new RegExp(`^Port ${port} is in use .* choose another port \\(--port N\\)\\.$`),
    );
    expect(stdout).toBe('');
    expect(code).toBe(1);
  } finally {
    server.close();
  }
});

test('a data folder that cannot be written: which, why, and how to choose another', async () => {
  const data = path.join(file, 'data');
  const { code, stderr } = await triage(['run', file, '--data', data]);
  expect(complaint(stderr)).toBe(
    `The data folder ${data} cannot be written (a part of the path is a file, not a folder): choose another one with --data DIR, or change its permissions.`,
  );
  expect(code).toBe(1);
});

test('storage that cannot be reached: where', async () => {
  const port = await freePort();
  const endpoints = ['Blob', 'Queue', 'Table'].map((name) => `${name}Endpoint=http://127.0.0.1:${port}/a`);
  const storage = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;${endpoints.join(';')}`;
  for (const args of [
    ['local', '--data', path.join(folder, 'data'), '--storage', storage],
    ['upload', folder, '--connection', storage],
    ['worklist', 'rebuild', '--connection', storage],
  ]) {
    const { code, stderr } = await triage(args);
    expect(complaint(stderr)).toMatch(
      new RegExp(`^The storage at 127\\.0\\.0\\.1:${port} cannot be reached`),
    );
    expect(stderr).not.toContain('a2V5');
    expect(code).toBe(1);
  }
});

test('a model whose file was changed: which, and nothing is triaged', async () => {
  const models = path.join(folder, 'models');
  cpSync(path.resolve(__dirname, '../../models'), models, { recursive: true });
  const version = shippedVersion('chest-opacity');
  const network = path.join(models, 'chest-opacity', version, 'model.onnx');
  const bytes = readFileSync(network);
  bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000);
  writeFileSync(network, bytes);
  const { code, stdout, stderr } = await triage(['run', file, '--json'], { TRIAGE_MODELS: models });
  expect(complaint(stderr)).toMatch(
    new RegExp(`^Model chest-opacity@${version} cannot be used: model\\.onnx is not the file`),
  );
  expect(stdout).toBe('');
  expect(code).toBe(1);
});

test('a data folder is held by one at a time; Ctrl-C ends it in good order', async () => {
  const data = path.join(folder, 'data');
  const port = await freePort();
  const first = startTriage(['local', '--data', data, '--port', String(port)]);
  try {
    await first.says('Ctrl-C ends.');
    expect(first.stderr()).toContain(`http://127.0.0.1:${port}/ (development`);
    const { code, stderr } = await triage(['run', file, '--data', data]);
    expect(complaint(stderr)).toMatch(
      / is in use by .*process \d+.* choose another folder \(--data DIR\)\.$/,
    );
    expect(code).toBe(1);
    const rebuilt = await triage(['worklist', 'rebuild', '--data', data]);
    expect(rebuilt).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/: 0 studies, 0 refused files\.\n$/),
    });
  } finally {
    first.child.kill('SIGINT');
  }
  expect(await first.ended).toBe(0);
});
