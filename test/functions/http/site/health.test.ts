import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../../../../src/app/app';
import type { Health } from '../../../../src/contract/routes/health';
import { tell } from '../../../../src/domain/words/told';
import { words } from '../../../../src/domain/words/words';
import { createHealth } from '../../../../src/functions/http/site/health';
import { healthAdvice } from '../../../../src/operations/health/healthAdvice';

/** It waits a moment for what hangs, and is asked how long it would. */
jest.mock('node:timers/promises', () => ({
  setTimeout: jest.fn(() => new Promise((resolve) => setTimeout(resolve, 20))),
}));

type Deps = Parameters<typeof createHealth>[0];

const now = '2026-05-01T12:00:00.000Z';
const minutesAgo = (minutes: number) => new Date(Date.parse(now) - minutes * 60_000).toISOString();
const hangs = () => new Promise<never>(() => {});

interface Parts {
  readonly faults?: () => Promise<Health['storageFaults']>;
  readonly contents?: () => Promise<unknown>;
  readonly sweeps?: () => Promise<unknown>;
  readonly models?: () => Promise<unknown>;
  readonly sealing?: App['sealing'];
  readonly fullDisks?: App['fullDisks'];
}

const quiet = { studies: [], refusals: [], processing: [] };
const noModels = {
  repository: { classifiers: [], regions: [], gates: [], standings: {} },
  catalogue: { models: [] },
  problems: [],
};

/** Of an app whose parts are all well unless told otherwise. */
async function healthOf(parts: Parts): Promise<Health & { readonly http: number | undefined }> {
  const deps = {
    siteModels: { current: parts.models ?? (async () => noModels) },
    store: {
      faults: parts.faults ?? (async () => []),
      worklistCopy: { contents: parts.contents ?? (async () => quiet) },
      sweeps: { read: parts.sweeps ?? (async () => undefined) },
    },
    prepare: async () => {},
    decoderFence: () => 'node' as const,
    sealing: parts.sealing ?? (async () => ({ state: 'ok' as const })),
    fullDisks: parts.fullDisks ?? (async () => []),
    now: () => now,
  } as unknown as Deps;
  const answer = await createHealth(deps)({} as never);
  return { ...(answer.jsonBody as Health), http: answer.status };
}

const hanging: readonly (readonly [Parts, Partial<Health>])[] = [
  [{ faults: hangs }, { status: 'unavailable', storage: 'unreachable' }],
  [{ models: hangs }, { loading: true, storage: 'ok' }],
  [{ contents: hangs }, { loading: false, storage: 'ok' }],
  [{ sweeps: hangs }, { loading: false, storage: 'ok' }],
  [{ sealing: hangs }, { sealing: { state: 'unknown' } }],
  [{ fullDisks: hangs }, { disks: [] }],
];

test('it answers within two seconds, whatever hangs', async () => {
  const all = Object.assign({}, ...hanging.map(([parts]) => parts)) as Parts;
  const cases = [...hanging, [all, { status: 'unavailable' }] as const];
  const answers = await Promise.all(cases.map(([parts]) => healthOf(parts)));
  const waits = jest.mocked(sleep).mock.calls.map(([milliseconds]) => milliseconds);
  expect(waits).toHaveLength(cases.length);
  expect(Math.max(...(waits as number[]))).toBeLessThan(2_000);
  for (const [at, [, expected]] of cases.entries()) expect(answers[at]).toMatchObject(expected);
});

test('what cannot be read is left out, and is no reason to fail', async () => {
  const fails = async () => {
    throw new Error('no');
  };
  const health = await healthOf({ contents: fails, sweeps: fails, sealing: fails });
  expect(health).toMatchObject({ sealing: { state: 'unknown' }, changedOutside: 0 });
  expect(health).not.toHaveProperty('files');
  expect(health).not.toHaveProperty('reconcile');
});

test('it says since when the oldest file waits, and how many', async () => {
  const processing = [5, 90, 30].map((minutes) => ({ receivedAt: minutesAgo(minutes) }));
  const health = await healthOf({ contents: async () => ({ ...quiet, processing }) });
  expect(health.files).toEqual({ open: 3, oldest: minutesAgo(90) });
  expect(health.advice).toEqual([expect.stringContaining('A file has waited for 90 minutes')]);
});

const well: Parameters<typeof healthAdvice>[0] = {
  storage: 'ok',
  problems: [],
  changedOutside: 0,
  sealing: { state: 'ok' },
  disks: [],
  drift: [],
  deniedOutputs: [],
  files: { open: 2, oldest: minutesAgo(3) },
  reconcile: { endedAt: minutesAgo(6), failed: 0 },
};

test('nothing is to be done where all is well', () => {
  expect(healthAdvice(well, Date.parse(now))).toEqual([]);
});

test.each<[string, Partial<typeof well>, RegExp]>([
  [
    'a change',
    { drift: [{ model: 'm@1.0.0', feature: 'view' }] },
    /no longer what it was: see "Model watch"/,
  ],
  [
    'a receiver that does not let the app in',
    { deniedOutputs: [{ receiver: 'pacs', outputs: 3 }] },
    /"pacs" does not let the app in, and 3 outputs wait/,
  ],
  [
    'a full disk',
    { disks: [{ holds: 'data', freeMegabytes: 3 }] },
    /disk .* nearly full \(3 MB left\): make room/,
  ],
  ['a storage that is silent', { storage: 'unreachable' }, /does not answer: see that it runs/],
  ['a storage that refuses', { storage: 'refused' }, /storageFaults names them/],
  ['a model', { problems: [{ model: 'a@1', message: 'no' }] }, /see problems/],
  ['a change outside', { changedOutside: 1 }, /triage audit verify/],
  ['sealing that fails', { sealing: { state: 'failing' } }, /seal the audit log failed/],
  ['sealing that is late', { sealing: { state: 'late' } }, /triage audit seal/],
  ['a file that waits', { files: { open: 1, oldest: minutesAgo(61) } }, /waited for 61 minutes/],
  [
    'a reconcile that does not end',
    { reconcile: { endedAt: minutesAgo(25), failed: 0 } },
    /reconcile ended at/,
  ],
  [
    'failed orchestrations',
    { reconcile: { endedAt: minutesAgo(1), failed: 2 } },
    /^2 orchestrations have failed: .* tried again/,
  ],
])('%s: one sentence says what to do', (_, changes, sentence) => {
  const advice = healthAdvice({ ...well, ...changes }, Date.parse(now));
  expect(advice.map((one) => tell(words.health.advice, one))).toEqual([expect.stringMatching(sentence)]);
  // JSON has to carry what the page puts into words.
  expect(JSON.parse(JSON.stringify(advice))).toEqual(advice);
});
