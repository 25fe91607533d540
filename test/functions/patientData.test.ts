import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type AppRuntime, appRuntime, until } from '../support/appRuntime';
import { canary, canaryDicom } from '../support/canary';
import { zipOf } from '../support/zipOf';

const file = (seed: number) => canaryDicom(seed, '77');
/** These hold patients' data by design; a refused file is one of them. */
const guarded = ['incoming', 'arrivals', 'identity'];
const refusedFile = /^[0-9a-f]{64}\/file$/;

let running: AppRuntime;

beforeAll(async () => {
  running = await appRuntime({ TRIAGE_MODELS: 'models' });
}, 120_000);

afterAll(() => running?.stop(), 60_000);

/** Names and contents of every blob outside the guarded containers. */
async function everythingElse(): Promise<{ where: string; text: string }[]> {
  const found: { where: string; text: string }[] = [];
  for await (const { name: container } of running.blobs.listContainers()) {
    if (guarded.includes(container)) continue;
    const client = running.blobs.getContainerClient(container);
    for await (const { name } of client.listBlobsFlat()) {
      if (container === 'azure-webjobs-hosts' || refusedFile.test(name)) continue;
      const bytes = await client.getBlobClient(name).downloadToBuffer();
      found.push({ where: `${container}/${name}`, text: `${name} ${bytes.toString('latin1')}` });
    }
  }
  return found;
}

test("a patient's name in files and file names stays in the guarded containers", async () => {
  const arrivals = [
    await running.drop(`${canary} 1.dcm`, file(1)),
    await running.drop(`${canary} 2.dcm`, file(2)),
    await running.drop(`${canary} cut.dcm`, file(3).subarray(0, 2000)),
    await running.drop(
      `${canary}.zip`,
      await zipOf({
        [`${canary}/4`]: file(4),
        [`${canary}/cut`]: file(5).subarray(0, 2000),
        [`__MACOSX/${canary}`]: file(6),
      }),
    ),
    await running.drop(`${canary} hostile.zip`, await zipOf({ [`${canary}/7.zip`]: file(7) })),
  ];
  const outcomes = await Promise.all(arrivals.map((arrivalId) => running.outcome(arrivalId)));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([
    expect.any(String),
    expect.any(String),
    'quarantined',
    'unpacked',
    'unpacked',
  ]);
  await until('the previews', async () => {
    const found = (await everythingElse()).filter(({ where }) => where.endsWith('preview.png'));
    return found.length === 3 ? found : undefined;
  });

  const identities: string[] = [];
  for await (const { name } of running.blobs.getContainerClient('identity').listBlobsFlat()) {
    const blob = running.blobs.getContainerClient('identity').getBlobClient(name);
    identities.push((await blob.downloadToBuffer()).toString());
  }
  expect(identities.filter((text) => text.includes(canary))).toHaveLength(3);

  const blobs = await everythingElse();
  expect(blobs.length).toBeGreaterThan(10);
  expect(blobs.filter(({ text }) => text.includes(canary)).map(({ where }) => where)).toEqual([]);

  const history = readdirSync(running.dataDirectory).filter((name) => name.startsWith('hub.sqlite'));
  expect(history).toContain('hub.sqlite');
  const kept = history.map((name) => readFileSync(path.join(running.dataDirectory, name), 'latin1')).join('');
  expect(kept).toContain(arrivals[0]);
  expect(kept).not.toContain(canary);

  expect(running.log.length).toBeGreaterThan(0);
  expect(running.log.filter((line) => line.includes(canary))).toEqual([]);
  const tabs = ['awaiting', 'quarantined', 'processing'].map((tab) => `/api/worklist?tab=${tab}`);
  for (const page of ['/worklist', ...tabs, '/api/feedback', '/api/health']) {
    expect(await (await running.fetch(page)).text()).not.toContain(canary);
  }
});
