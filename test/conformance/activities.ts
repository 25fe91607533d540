import type { Engine } from './engine';

/** What an orchestration may rely on when it calls activities, seen through the SDK. */
export function activities(engine: Engine): void {
  const { client } = engine;

  describe('4. activities', () => {
    test('the input arrives as it was sent, whatever kind of value it is', async () => {
      const values = [
        ...['hello', '5', 'true', '{"a":1}', '', '2026-01-02T03:04:05.600Z'],
        ...[5, 0.5, -7, null, { a: [true, { b: 'ü', at: '2026-01-02T03:04:05.600Z' }] }, [1, '2', false]],
      ];
      const { output } = await client.run('roundTrip', { values });
      expect(output).toEqual(values);
    });

    test('a bare boolean arrives as text', async () => {
      const { output } = await client.run('roundTrip', { values: [true, false] });
      expect(output).toEqual(['True', 'False']);
    });

    test('the result comes back as it was returned, and bytes as base64', async () => {
      const kinds = ['nothing', 'text', 'jsonText', 'number', 'whole', 'truth', 'object', 'bytes'];
      const { output } = await client.run('returns', { kinds });
      expect(output).toEqual({
        nothing: null,
        text: 'plain',
        jsonText: '{"a":1}',
        number: 1.5,
        whole: 7,
        truth: true,
        object: { a: [1, { b: null }] },
        bytes: Buffer.from('hi').toString('base64'),
      });
    });

    test('an uncaught failure fails the orchestration with the error of the activity', async () => {
      const status = await client.run('uncaught');
      expect(status.runtimeStatus).toBe('Failed');
      expect(status.output).toMatch(/^Orchestrator function 'uncaught' failed: .*failure 1 of/);
    });

    test('an activity can have a durable client of its own', async () => {
      const { output } = await client.run('startsAnother', { instanceId: 'from-activity' });
      expect(output).toBe('from-activity');
      expect((await client.reaches('from-activity')).output).toEqual({ from: 'activity' });
    });

    test('a wide fan-out completes with every result in its place', async () => {
      const { output } = await client.run('fanOut', { width: 100 });
      expect(output).toEqual(Array.from({ length: 100 }, (_, index) => ({ index })));
    });
  });

  describe('5. retries', () => {
    /** How long after a failure the next try was due, in milliseconds; the turn may begin later than the failure. */
    const waits = async (id: string) => {
      const history = await client.history(id);
      const failures = history.filter(({ EventType }) => EventType === 'TaskFailed');
      const timers = history.filter(({ EventType }) => EventType === 'TimerFired');
      return timers.map(
        ({ FireAt }, at) => Date.parse(FireAt ?? '') - Date.parse(failures[at]?.Timestamp ?? ''),
      );
    };

    test('the wait is interval x coefficient^n, and a success ends it', async () => {
      const input = { attempts: 4, first: 200, coefficient: 3, times: 2 };
      const status = await client.run('retrying', input);
      expect(status.output).toBe(3);
      const [first = 0, second = 0, ...more] = await waits(status.instanceId);
      expect(first).toBeGreaterThanOrEqual(200);
      expect(second).toBeGreaterThanOrEqual(600);
      expect(more).toEqual([]);
    });

    test('after the last failure comes one more timer, due at once, and then the failure', async () => {
      const status = await client.run('retrying', { attempts: 3, first: 10, coefficient: 2, times: 99 });
      expect(status.output).toContain('gave up: Activity function');
      expect(await waits(status.instanceId)).toHaveLength(3);
      expect(engine.notes().filter((note) => note === `fail ${status.instanceId}`)).toHaveLength(3);
    });

    test('a sub-orchestration is retried under its own id', async () => {
      const status = await client.run('parentWithRetry', {});
      expect(status.output).toBe(3);
      expect((await client.status(`${status.instanceId}-kid`)).runtimeStatus).toBe('Completed');
    });
  });
}
