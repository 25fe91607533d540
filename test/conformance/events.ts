import { waitFor } from '../support/waitFor';
import type { Engine } from './engine';

/** External events, orchestrations within orchestrations, and those that begin again. */
export function events(engine: Engine): void {
  const { client, folder } = engine;

  describe('8. external events', () => {
    test('events that come before the wait are kept, first in first out, by name', async () => {
      const file = folder.file('listening');
      const id = await client.start('lateListener', { file });
      await client.call('raiseEvent', id, 'number', 1);
      await client.call('raiseEvent', id, 'other', 'o');
      await client.call('raiseEvent', id, 'number', 2);
      folder.touch('listening');
      expect((await client.reaches(id)).output).toEqual([1, 2, 'o']);
    });

    test('of two waiters for one name, the latest is served first', async () => {
      const id = await client.start('twoWaiters');
      await waitFor('its first turn', async () => (await client.history(id)).length > 0);
      await client.call('raiseEvent', id, 'number', 'earlier');
      await client.call('raiseEvent', id, 'number', 'later');
      expect((await client.reaches(id)).output).toEqual({ first: 'later', second: 'earlier' });
    });

    test('an event for an unknown instance is refused; one for a finished instance is swallowed', async () => {
      await expect(client.call('raiseEvent', 'no-such-instance', 'go', 1)).rejects.toThrow(
        "No instance with ID 'no-such-instance' found.",
      );
      const { instanceId } = await client.run('echoInput', {});
      await expect(client.call('raiseEvent', instanceId, 'go', 1)).resolves.toBeNull();
    });

    test('an orchestration that continues as new takes one event in each execution', async () => {
      const id = await client.start('collector', { taken: [] });
      const items = ['a', 'b', 'c'];
      for (const item of items) {
        await client.call('raiseEvent', id, 'item', item);
        await waitFor(`${item} to be taken`, async () =>
          ((await client.status(id)).input as { taken: string[] }).taken.includes(item),
        );
      }
      await client.call('raiseEvent', id, 'item', 'end');
      expect((await client.reaches(id)).output).toEqual(items);
    });
  });

  describe('sub-orchestrations and continueAsNew', () => {
    test('children have ids of their own or given ones, know their parent, and hand failures up', async () => {
      const { instanceId, output } = await client.run('parent');
      expect(output).toMatchObject({
        named: { input: { x: 1 }, parent: instanceId, echoed: { of: `${instanceId}-kid` } },
        unnamed: { input: { x: 2 }, parent: instanceId },
        failure: expect.stringContaining("Orchestrator function 'uncaught' failed"),
      });
    });

    test('continueAsNew starts again with the new input and forgets the history', async () => {
      const { instanceId, output } = await client.run('counter', { count: 0, end: 5 });
      expect(output).toBe(5);
      const completed = (await client.history(instanceId)).filter(
        (event) => event.EventType === 'TaskCompleted',
      );
      expect(completed).toHaveLength(1);
    });
  });
}
