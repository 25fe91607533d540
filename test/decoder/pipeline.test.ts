import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import sharp from 'sharp';
import { type AppRuntime, appRuntime } from '../support/appRuntime';
import { waitFor } from '../support/waitFor';

const mebi = 2 ** 20;

let running: AppRuntime;

beforeAll(async () => {
  running = await appRuntime({ TRIAGE_DECODERS: '1', TRIAGE_DECODE_MEGABYTES: '280' });
});

afterAll(() => running?.stop(), 60_000);

/** A picture that is small as a file and takes a while to decode. */
function large(side: number, bits: 8 | 16): Promise<Buffer> {
  const black = { width: side, height: side, channels: 3, background: 'black' } as const;
  return sharp({ create: black })
    .toColourspace(bits === 16 ? 'grey16' : 'b-w')
    .png({ compressionLevel: 1 })
    .toBuffer();
}

function small(grey: number): Promise<Buffer> {
  return sharp({ create: { width: 8, height: 8, channels: 3, background: { r: grey, g: grey, b: grey } } })
    .png()
    .toBuffer();
}

/** The process's children that are there now. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => stat(pid)?.parent === parent);
}

function stat(pid: number): { parent: number; residentBytes: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return { parent: Number(fields[1]), residentBytes: Number(fields[21]) * 4096 };
  } catch {
    return undefined;
  }
}

async function refused(arrivalId: string): Promise<unknown> {
  const { reason, detail } = (await running.store.quarantine.read(arrivalId)) ?? {};
  return { reason, detail };
}

test('a file that takes more memory than is allowed is quarantined, and the next file is read', async () => {
  const bad = await running.drop('bad.png', await large(11_000, 16));
  const good = await running.drop('good.png', await small(1));
  expect(await running.outcome(bad)).toMatchObject({ outcome: 'quarantined', reason: 'memory-exceeded' });
  expect(await refused(bad)).toEqual({ reason: 'memory-exceeded', detail: { value: 280 * mebi } });
  expect(await running.outcome(good)).toMatchObject({ outcome: 'not-analysed', reason: 'no-model' });
});

const linux = process.platform === 'linux' ? test : test.skip;

/** The decoding processes of the app that have taken in a large file, or still hold its memory. */
function largeDecoders(): number[] {
  const { workerPid } = JSON.parse(
    readFileSync(path.join(running.dataDirectory, 'runtime.json'), 'utf8'),
  ) as { workerPid: number };
  return childrenOf(workerPid).filter((pid) => (stat(pid)?.residentBytes ?? 0) > 160 * mebi);
}

const busyDecoder = () => waitFor('the decoder to be at work', () => largeDecoders()[0]);

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended since it was seen.
  }
}

/** While it waits for the outcome, it kills each decoder that works on a large file. */
async function outcomeWhileKilling(arrivalId: string): Promise<unknown> {
  let isOver = false;
  const outcome = running.outcome(arrivalId).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    for (const pid of largeDecoders()) kill(pid);
    await setTimeout(20);
  }
  return outcome;
}

linux('a file at which the decoder is killed is tried again alone before it is quarantined', async () => {
  await running.outcome(await running.drop('before.png', await small(2)));
  const bytes = await large(11_000, 8);
  const once = await running.drop('killed-once.png', bytes);
  process.kill(await busyDecoder(), 'SIGKILL');
  expect(await running.outcome(once)).toMatchObject({ outcome: 'not-analysed', reason: 'no-model' });
  const twice = await running.drop('killed-twice.png', bytes);
  expect(await outcomeWhileKilling(twice)).toMatchObject({
    outcome: 'quarantined',
    reason: 'decoder-crashed',
  });
  const good = await running.drop('after.png', await small(3));
  expect(await refused(twice)).toEqual({ reason: 'decoder-crashed', detail: { value: 'SIGKILL' } });
  expect(await running.outcome(good)).toMatchObject({ outcome: 'not-analysed', reason: 'no-model' });
});
