import { DecoderUnavailableError } from '../../src/domain/reasons/decoderUnavailable';
import { RefusedError } from '../../src/domain/reasons/refusals';
import { againIfPassing } from '../../src/operations/againIfPassing';

function running(...faults: Error[]) {
  const pauses: number[] = [];
  const told: string[] = [];
  const step = async () => {
    const fault = faults.shift();
    if (fault) throw fault;
    return 'done';
  };
  const deps = {
    now: () => 0,
    chance: () => 0.5,
    pause: async (milliseconds: number) => pauses.push(milliseconds),
    onFault: (what: string, milliseconds: number) => told.push(`${what} ${milliseconds}`),
  };
  return { ended: againIfPassing(step, deps), pauses, told, left: faults };
}

const busy = (retryAfter?: string) =>
  Object.assign(new Error('busy'), { statusCode: 503, ...(retryAfter && { retryAfter }) });

test('what passes is tried again after a pause that grows', async () => {
  const { ended, pauses, told } = running(busy(), new DecoderUnavailableError('none'));
  expect(await ended).toBe('done');
  expect(pauses).toEqual([500, 1_000]);
  expect(told).toEqual(['503 500', 'decoder-unavailable 1000']);
});

test('the storage is not asked before it said', async () => {
  const { ended, pauses } = running(busy('3'));
  expect(await ended).toBe('done');
  expect(pauses).toEqual([3_500]);
});

test('after three tries the step fails with the last fault', async () => {
  const last = busy();
  const { ended, pauses, left } = running(busy(), busy(), last, busy());
  await expect(ended).rejects.toBe(last);
  expect(pauses).toHaveLength(2);
  expect(left).toHaveLength(1);
});

test.each([new RefusedError('truncated'), new TypeError('a fault of the software'), busy('3600')])(
  '%s is not tried again',
  async (fault) => {
    const { ended, pauses, told } = running(fault);
    await expect(ended).rejects.toBe(fault);
    expect([...pauses, ...told]).toEqual([]);
  },
);
