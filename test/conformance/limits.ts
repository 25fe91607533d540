import { waitFor } from '../support/waitFor';
import { type Engine, earliest } from './engine';

/** What is easily lost: large values, what comes at one instant, what comes too late. */
export function limits(engine: Engine): void {
  const { client, folder } = engine;

  describe('large values', () => {
    const large = { text: 'aä€😀'.repeat(10_000), also: Array.from({ length: 5_000 }, (_, at) => ({ at })) };

    test('of over 64 KiB go in and out of orchestrations and activities unchanged', async () => {
      const { instanceId, output } = await client.run('roundTrip', { values: [large, 'small', large.text] });
      expect(output).toEqual([large, 'small', large.text]);
      const { input } = await client.status(instanceId);
      expect(input).toEqual({ values: [large, 'small', large.text] });
    });

    test('come with events and through continueAsNew', async () => {
      const id = await client.start('collector', { taken: [] });
      await client.call('raiseEvent', id, 'item', large.text);
      await waitFor('it to be taken', async () => {
        const { input } = await client.status(id);
        return (input as { taken: unknown[] }).taken.length === 1;
      });
      await client.call('raiseEvent', id, 'item', 'end');
      expect((await client.reaches(id)).output).toEqual([large.text]);
    });
  });

  test('of two timers at one instant, the first that was made wins', async () => {
    const { output } = await client.run('twoTimers', { milliseconds: 1_500 });
    expect(output).toMatchObject({ winner: 0 });
    expect((output as { passed: number }).passed).toBeGreaterThanOrEqual(1_500 - earliest);
  });

  test('continueAsNew drops events that its execution had and did not take', async () => {
    const files = ['one', 'two'].map((name) => folder.file(`collect-${name}`));
    const id = await client.start('slowCollector', { taken: [], files });
    await client.reaches(id, 'Running');
    for (const item of ['a', 'b']) await client.call('raiseEvent', id, 'item', item);
    await waitFor('both in the history', async () => {
      const history = await client.history(id);
      return history.filter(({ EventType }) => EventType === 'EventRaised').length === 2;
    });
    folder.touch('collect-one');
    await waitFor('the second execution', async () => {
      const { input } = await client.status(id);
      return (input as { taken: string[] }).taken.length === 1;
    });
    await client.call('raiseEvent', id, 'item', 'c');
    folder.touch('collect-two');
    expect((await client.reaches(id)).output).toEqual(['a', 'c']);
  });

  test('what an activity returns after its orchestration was terminated is nobody’s', async () => {
    const file = folder.file('too-late');
    const runs = () => engine.notes().filter((note) => note === 'awaitFile together 0').length;
    const before = runs();
    const id = await client.start('waitsTogether', { width: 1, file });
    await waitFor('the activity', () => runs() > before);
    await client.call('terminate', id, 'enough');
    expect(await client.reaches(id)).toMatchObject({ runtimeStatus: 'Terminated', output: 'enough' });
    await client.start('waitForGo', {}, id);
    await client.reaches(id, 'Running');
    folder.touch('too-late');
    await client.run('echoInput', {});
    await client.call('raiseEvent', id, 'go', 'the second');
    expect(await client.reaches(id)).toMatchObject({ runtimeStatus: 'Completed', output: 'the second' });
  });

  test('an error after all retries can be handled, and what follows goes on', async () => {
    const { runtimeStatus, output } = await client.run('recovers');
    expect(runtimeStatus).toBe('Completed');
    expect(output).toEqual({
      failures: [expect.stringContaining("'fail' failed"), expect.stringContaining("'uncaught' failed")],
      after: 'after',
    });
  });

  describe('custom status', () => {
    test('is the latest that was set, and stays after the end', async () => {
      const id = await client.start('tellsProgress');
      const shows = (wanted: unknown) =>
        waitFor(`the status ${JSON.stringify(wanted)}`, async () => {
          const { customStatus } = await client.status(id);
          return JSON.stringify(customStatus) === JSON.stringify(wanted);
        });
      for (const wanted of [{ step: 1, of: ['two', 'three'] }, 'second']) {
        await shows(wanted);
        await client.call('raiseEvent', id, 'go', 1);
      }
      expect(await client.reaches(id)).toMatchObject({ output: 'done', customStatus: 'last' });
    });

    test('of more than 16 KiB fails the orchestration', async () => {
      expect((await client.run('tellsMuch', { characters: 8_000 })).output).toBe('told');
      const { runtimeStatus, output } = await client.run('tellsMuch', { characters: 16_400 });
      expect(runtimeStatus).toBe('Failed');
      expect(output).toContain('16 KB');
    });
  });

  describe('restart', () => {
    const restart = async (id: string, keepsId: boolean): Promise<string> => {
      const links = await client.call<Record<string, string>>('createHttpManagementPayload', id);
      const address =
        links.restartPostUri ?? (links.terminatePostUri ?? '').replace('/terminate', '/restart');
      const response = await fetch(
        `${address.replace('reason={text}', '')}&restartWithNewInstanceId=${!keepsId}`,
        {
          method: 'POST',
        },
      );
      expect(response.status).toBe(202);
      return ((await response.json()) as { id: string }).id;
    };

    test('runs it again with its input, under a new id or its own', async () => {
      const { instanceId } = await client.run('roundTrip', { values: [1, 'two'] });
      const other = await restart(instanceId, false);
      expect(other).not.toBe(instanceId);
      expect(await client.reaches(other)).toMatchObject({ name: 'roundTrip', output: [1, 'two'] });
      const before = (await client.status(instanceId)).createdTime;
      await waitFor('another second', () => Date.now() >= Date.parse(before) + 2_000);
      expect(await restart(instanceId, true)).toBe(instanceId);
      await waitFor('the second run', async () => {
        const { createdTime, runtimeStatus } = await client.status(instanceId);
        return createdTime !== before && runtimeStatus === 'Completed';
      });
    });
  });

  test('purge by time leaves what was begun outside of it', async () => {
    await client.run('echoInput', {}, 'before-it');
    const { createdTime } = await client.status('before-it');
    const from = new Date(Date.parse(createdTime) + 2_000);
    await waitFor('another second', () => Date.now() > from.getTime() + 1_000);
    await client.run('echoInput', {}, 'after-it');
    const filter = { createdTimeFrom: from, runtimeStatus: ['Completed'] };
    const { instancesDeleted } = await client.call<{ instancesDeleted: number }>(
      'purgeInstanceHistoryBy',
      filter,
    );
    expect(instancesDeleted).toBeGreaterThanOrEqual(1);
    expect((await client.status('before-it')).runtimeStatus).toBe('Completed');
    await expect(client.status('after-it')).rejects.toThrow(/404/);
  });
}
