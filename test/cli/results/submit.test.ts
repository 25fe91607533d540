import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RestError } from '@azure/storage-blob';
import type { Found } from '../../../src/cli/files/findFiles';
import { type Ended, StalledError, type Submission, submit } from '../../../src/cli/results/submit';
import { InterruptedError } from '../../../src/cli/terminal/errors';
import type { Outcome } from '../../../src/domain/intake/arrival';
import type { ExportPage, ExportRecord } from '../../../src/domain/intake/exportRecord';
import { arrivalIdOf, asSiteKey } from '../../../src/domain/kernel/identifiers/ids';
import { type FakeContainer, fakeContainer } from '../support/fakeContainer';

const siteKey = asSiteKey(new Uint8Array(32).fill(7));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'triage-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content = name): Found {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return { file: name, path: full };
}

/** An app that gives every arrival an outcome as soon as it was asked for it so many times. */
function appFor(container: FakeContainer, asksBefore = 0) {
  const asked = new Map<string, number>();
  const outcomeOf = (arrivalId: string): Outcome => ({
    schemaVersion: 1,
    arrivalId,
    outcome: 'quarantined',
    reason: 'not-an-image',
    finishedAt: new Date().toISOString(),
  });
  const known = async () => {
    const ids: string[] = [];
    for (const name of container.blobs.keys()) {
      const { etag } = await container.client.getBlockBlobClient(name).getProperties();
      ids.push(arrivalIdOf(siteKey, 'incoming', name, etag as string));
    }
    return ids;
  };
  return {
    finished: async () => new Set(await known()),
    outcome: async (id: string) => {
      asked.set(id, (asked.get(id) ?? 0) + 1);
      return (await known()).includes(id) && (asked.get(id) ?? 0) > asksBefore ? outcomeOf(id) : undefined;
    },
    read: async () => undefined,
    export: async () => undefined,
    exportPage: async () => undefined,
  };
}

function submission(container: FakeContainer, files: Found[], more: Partial<Submission> = {}): Submission {
  return {
    files,
    incoming: container.client,
    arrivals: appFor(container),
    siteKey,
    stallTimeoutMs: 10_000,
    signal: new AbortController().signal,
    gone: new Promise(() => {}),
    ...more,
  };
}

async function all(items: AsyncIterable<Ended>): Promise<Ended[]> {
  const list: Ended[] = [];
  for await (const item of items) list.push(item);
  return list;
}

test.each([3, 60])(
  '%i files: each is handed out once, with the outcome of its own arrival',
  async (count) => {
    const container = fakeContainer();
    const files = Array.from({ length: count }, (_, index) => file(`f${index}.png`));
    const ended = await all(submit(submission(container, files)));
    expect(ended.map((one) => one.file).sort()).toEqual(files.map((one) => one.file).sort());
    const ids = ended.map((one) => ('outcome' in one ? one.outcome.arrivalId : undefined));
    expect(new Set(ids).size).toBe(count);
  },
);

test('equal files are one arrival, and each is handed out', async () => {
  const container = fakeContainer();
  const files = [file('a.png', 'same'), file('b.png', 'other'), file('c.png', 'same')];
  const arrivals = appFor(container, 1);
  const ended = await all(submit(submission(container, files, { arrivals })));
  const idOf = (name: string) => {
    const one = ended.find((each) => each.file === name);
    return one && 'outcome' in one ? one.outcome.arrivalId : undefined;
  };
  expect(ended).toHaveLength(3);
  expect(container.blobs.size).toBe(2);
  expect(idOf('a.png')).toBe(idOf('c.png'));
  expect(idOf('a.png')).not.toBe(idOf('b.png'));
});

test('an export is followed by the files in it, under every name that it was given', async () => {
  const container = fakeContainer();
  const members = ['IM1', 'IM2', 'IM3'].map((name, index) => ({
    arrivalId: `${index}`.repeat(64),
    name,
    index,
  }));
  const ready = appFor(container);
  const finishedAt = new Date().toISOString();
  const arrivals = {
    ...ready,
    finished: async () =>
      new Set([...(await ready.finished()), ...members.map(({ arrivalId }) => arrivalId)]),
    outcome: async (arrivalId: string): Promise<Outcome | undefined> => {
      const common = { schemaVersion: 1, arrivalId, finishedAt } as const;
      if (members.some((member) => member.arrivalId === arrivalId)) return { ...common, outcome: 'index' };
      const known = await ready.outcome(arrivalId);
      return known && { ...common, outcome: 'unpacked', files: 3, members: 3, skipped: {}, missing: 0 };
    },
    export: async () => ({ pages: 2 }) as ExportRecord,
    exportPage: async (_id: string, page: number) =>
      ({ members: page === 0 ? members.slice(0, 2) : members.slice(2) }) as unknown as ExportPage,
  };
  const files = [file('a.zip', 'same'), file('b.zip', 'same')];
  const ended = await all(submit(submission(container, files, { arrivals })));
  expect(ended.map((one) => one.file).sort()).toEqual(
    ['a.zip', 'b.zip'].flatMap((zip) => [zip, `${zip}/IM1`, `${zip}/IM2`, `${zip}/IM3`]),
  );
  expect(ended.find((one) => one.file === 'b.zip/IM2')).toMatchObject({
    within: { file: 'b.zip', index: 1 },
  });
});

test('a file that cannot be read is told, and the rest goes on', async () => {
  const container = fakeContainer();
  const files = [
    { file: 'gone.png', path: path.join(folder, 'gone.png') },
    { file: 'closed', problem: 'permission denied' },
    file('a.png'),
  ];
  const ended = await all(submit(submission(container, files)));
  expect(ended).toHaveLength(3);
  expect(ended).toContainEqual({ file: 'gone.png', problem: 'there is no such file or folder' });
  expect(ended).toContainEqual({ file: 'closed', problem: 'permission denied' });
  expect(ended).toContainEqual(expect.objectContaining({ file: 'a.png', milliseconds: expect.any(Number) }));
});

test('files that never end are named, with how far they came', async () => {
  const container = fakeContainer();
  const ready = appFor(container);
  let first: string | undefined;
  const arrivals = {
    ...ready,
    outcome: async () => undefined,
    read: async (arrivalId: string) => {
      first ??= arrivalId;
      if (arrivalId !== first) return undefined;
      return {
        schemaVersion: 1 as const,
        arrivalId,
        container: '',
        name: '',
        etag: '',
        receivedAt: '',
        lane: 'routine' as const,
        salt: '',
      };
    },
  };
  const files = [file('a.png'), file('b.png')];
  const error = await all(submit(submission(container, files, { arrivals, stallTimeoutMs: 300 }))).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StalledError);
  const { open } = error as StalledError;
  expect(open.map((one) => one.file).sort()).toEqual(['a.png', 'b.png']);
  expect(open.filter((one) => one.noticed)).toHaveLength(1);
});

test('Ctrl-C ends the waiting', async () => {
  const container = fakeContainer();
  const controller = new AbortController();
  const arrivals = { ...appFor(container), outcome: async () => undefined };
  const running = all(
    submit(submission(container, [file('a.png')], { arrivals, signal: controller.signal })),
  );
  await sleep(50);
  controller.abort();
  await expect(running).rejects.toBeInstanceOf(InterruptedError);
});

test('an app that is gone ends the waiting', async () => {
  const container = fakeContainer();
  const arrivals = { ...appFor(container), outcome: async () => undefined };
  const gone = Promise.resolve(new Error('crashed'));
  const running = all(submit(submission(container, [file('a.png')], { arrivals, gone })));
  await expect(running).rejects.toThrow(/The app ended while files were open/);
});

test('storage that fails is not blamed on the file', async () => {
  const container = fakeContainer(async () => {
    throw new RestError('down', { code: 'ECONNREFUSED' });
  });
  await expect(all(submit(submission(container, [file('a.png')])))).rejects.toThrow('down');
});
