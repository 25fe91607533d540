import type { Status } from '../support/durableClient';
import type { Engine } from './engine';

/** What is told of instances. */
export function status(engine: Engine): void {
  const { client } = engine;

  describe('status', () => {
    test('shows name, input, custom status and, when asked, history', async () => {
      const id = await client.start('waitForGo', { secret: 1 }, 'shown');
      const running = await client.reaches(id, 'Running');
      expect(running).toMatchObject({
        name: 'waitForGo',
        input: { secret: 1 },
        customStatus: 'waiting',
        output: null,
      });
      await client.call('raiseEvent', id, 'go', 'on');
      await client.reaches(id);
      const types = (await client.history(id)).map((event) => event.EventType);
      expect(types).toEqual(['ExecutionStarted', 'EventRaised', 'ExecutionCompleted']);
    });

    test('lists by status, in pages, and each instance once', async () => {
      const ids = Array.from({ length: 7 }, (_, index) => `page-${index}`);
      await Promise.all(ids.map((id) => client.run('echoInput', {}, id)));
      const { statusQueryGetUri = '' } = await client.call<Record<string, string>>(
        'createHttpManagementPayload',
        'x',
      );
      const address = statusQueryGetUri.replace('/instances/x', '/instances/');
      const seen: string[] = [];
      let token = '';
      for (let page = 0; page < 10; page++) {
        const response = await fetch(`${address}&top=3&instanceIdPrefix=page-&runtimeStatus=Completed`, {
          headers: token === '' ? {} : { 'x-ms-continuation-token': token },
        });
        seen.push(...((await response.json()) as Status[]).map(({ instanceId }) => instanceId));
        token = response.headers.get('x-ms-continuation-token') ?? '';
        if (token === '') break;
      }
      expect([...seen].sort()).toEqual(ids);
      const all = await client.call<Status[]>('getStatusBy', { runtimeStatus: ['Completed'] });
      expect(all.map(({ instanceId }) => instanceId)).toEqual(expect.arrayContaining(ids));
    });

    test('a function can wait for completion, or hand out links that carry its own origin', async () => {
      await client.run('echoInput', { a: 1 }, 'done-already');
      const done = await fetch(`${engine.url}/check/done-already`);
      expect([done.status, await done.json()]).toEqual([200, { a: 1 }]);
      await client.start('waitForGo', {}, 'still-waiting');
      const waiting = await fetch(`${engine.url}/check/still-waiting`);
      expect(waiting.status).toBe(202);
      const { sendEventPostUri } = (await waiting.json()) as Record<string, string>;
      expect(sendEventPostUri).toMatch(
        new RegExp(`^${engine.url}/runtime/webhooks/durabletask/instances/still-waiting/`),
      );
      await client.call('terminate', 'still-waiting', 'done');
    });
  });
}
