import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { freePort } from '../cli/support/freePort';
import { triageHere } from '../cli/support/triageHere';
import { GatewayProcess } from '../support/gateway/gatewayProcess';
import { TemporaryFolder } from '../support/temporaryFolder';

const nowhere =
  'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:9/a';
let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder.remove());

async function startWith(config: object, ...more: string[]) {
  const file = folder.file('other.json');
  const base = { address: '127.0.0.1', statusPort: await freePort(), peers: [{ aeTitle: 'PACS' }] };
  writeFileSync(file, JSON.stringify({ ...base, ...config }));
  const { code, stderr } = await triageHere(['gateway', '--config', file, ...more], {
    TRIAGE_STORAGE: nowhere,
  });
  return { code, stderr };
}

it('names the port that is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const spool = folder.file('spool');
  for (const [key, config] of [
    ['port', { port, spool }],
    ['statusPort', { port: await freePort(), statusPort: port, spool }],
  ] as const)
    expect(await startWith(config)).toEqual({
      code: 1,
      stderr: `Port ${port} is in use by another program: stop it, or give another ${key}.\n`,
    });
  other.close();
});

it('does not share its spool', async () => {
  const gateway = await GatewayProcess.create(folder.path, nowhere, { peers: [{ aeTitle: 'PACS' }] });
  await gateway.start();
  const { code, stderr } = await startWith({ port: await freePort(), spool: folder.file('spool') });
  await gateway.kill('SIGTERM');
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `Another gateway uses the spool ${folder.file('spool')}.\n`,
  });
});

it('says that the spool cannot be used, the configuration is wrong, or the storage does not answer', async () => {
  const port = await freePort();
  writeFileSync(folder.file('file'), '');
  const taken = await startWith({ port, spool: folder.file('file/spool') });
  expect(taken.stderr).toMatch(
    /^The spool .*file\/spool cannot be used: a part of the path is a file, not a folder.\n$/,
  );
  const wrong = await startWith({ port: 0, spool: folder.path });
  expect(wrong).toEqual({ code: 2, stderr: expect.stringMatching(/other\.json: port: /) });
  const check = await startWith({ port, spool: folder.path }, '--check');
  expect(check).toEqual({ code: 1, stderr: expect.stringContaining('cannot be reached') });
});
