import { InvocationContext } from '@azure/functions';
import { tracedStep } from '../../../src/functions/triggers/tracedStep';
import { type Span, traceOf } from '../../../src/telemetry/span';
import { Telemetry } from '../../../src/telemetry/telemetry';

const arrivalId = 'ab'.repeat(32);
const host = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;

function arrange() {
  const spans: Span[] = [];
  const open = async () => ({ span: (span: Span) => void spans.push(span), close: async () => {} });
  return { spans, telemetry: new Telemetry({ open, measurementsLast: 1000, logError: () => {} }) };
}

const contextOf = (instanceId: string) =>
  new InvocationContext({
    invocationId: 'call-1',
    triggerMetadata: { instanceId },
    traceContext: { traceParent: host },
  });

test('an attempt at a step is a span below that of its arrival, and links to the span of the host', async () => {
  const { spans, telemetry } = arrange();
  const run = async () => ({ outcome: 'quarantined', reason: 'truncated', imageId: 'cd' });
  await tracedStep({ telemetry }, 'triageFile', contextOf(arrivalId), run);
  await telemetry.close();
  expect(spans).toEqual([
    {
      name: 'triageFile',
      kind: 'internal',
      traceId: 'ab'.repeat(16),
      parentId: 'ab'.repeat(8),
      start: expect.any(Number),
      end: expect.any(Number),
      attributes: {
        'faas.invocation_id': 'call-1',
        'triage.outcome': 'quarantined',
        'triage.reason': 'truncated',
      },
      error: undefined,
      host,
    },
  ]);
});

test('of an error, the class is recorded and never the message, which could quote a file', async () => {
  const { spans, telemetry } = arrange();
  const failing = async () => {
    throw new TypeError('MUSTERMANN^ERIKA is no number');
  };
  await expect(tracedStep({ telemetry }, 'triageFile', contextOf(arrivalId), failing)).rejects.toThrow(
    TypeError,
  );
  await telemetry.close();
  expect(spans).toMatchObject([{ error: 'TypeError' }]);
  expect(JSON.stringify([spans, telemetry.counters.samples()])).not.toContain('MUSTERMANN');
  expect(telemetry.counters.samples()).toMatchObject([{ labels: { step: 'triageFile', result: 'failed' } }]);
});

test('the steps of a review share the trace of its orchestration, without a parent that would be months long', async () => {
  const { spans, telemetry } = arrange();
  const instance = `review-${arrivalId}`;
  for (const step of ['advanceReview', 'startNotices'] as const)
    await tracedStep({ telemetry }, step, contextOf(instance), async () => undefined);
  await telemetry.close();
  const { traceId } = traceOf(instance);
  expect(spans).toMatchObject([
    { traceId, parentId: undefined },
    { traceId, parentId: undefined },
  ]);
});

test('without a destination nothing is kept, and counters count all the same', async () => {
  const telemetry = new Telemetry({ measurementsLast: 1000, logError: () => {} });
  await tracedStep({ telemetry }, 'askShadow', contextOf(arrivalId), async () => undefined);
  expect(telemetry.exports).toBe(false);
  expect(telemetry.counters.samples()).toHaveLength(1);
  await telemetry.close();
});
