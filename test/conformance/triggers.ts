import { QueueServiceClient } from '@azure/storage-queue';
import { waitFor } from '../support/waitFor';
import type { Engine } from './engine';

interface Note {
  readonly queued?: unknown;
  readonly dequeueCount?: number;
  readonly timer?: string;
  readonly isPastDue?: boolean;
  readonly next?: string;
}

/** What the fixture app is told, so that it has triggers. */
export const triggerSettings = {
  FIXTURE_TRIGGERS: 'yes',
  FIXTURE_CONTAINER: 'any',
  FIXTURE_SCHEDULE: '* * * * * *',
};

/** Queue and timer triggers. */
export function triggers(engine: Engine, connectionString: () => string): void {
  const notes = () => engine.notes().map((line) => JSON.parse(line) as Note);
  const queue = (name: string) =>
    QueueServiceClient.fromConnectionString(connectionString()).getQueueClient(name);
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

  describe('queue trigger', () => {
    test('takes messages of a queue that comes into being later, parsed where they are JSON', async () => {
      await queue('orders').create();
      await queue('orders').sendMessage(encoded({ order: 1 }));
      await queue('orders').sendMessage(Buffer.from('plain text').toString('base64'));
      await waitFor('both', () => notes().filter(({ queued }) => queued !== undefined).length >= 2);
      expect(notes().map(({ queued }) => queued)).toEqual(
        expect.arrayContaining([{ order: 1 }, 'plain text']),
      );
      await waitFor('the queue to be empty', async () => {
        const { approximateMessagesCount } = await queue('orders').getProperties();
        return approximateMessagesCount === 0;
      });
    });

    test('a message that keeps failing is tried so often and then moved to the poison queue', async () => {
      const text = encoded({ order: 2, fail: true });
      await queue('orders').sendMessage(text);
      const poison = await waitFor('the poison message', async () => {
        if (!(await queue('orders-poison').exists())) return undefined;
        return (await queue('orders-poison').receiveMessages()).receivedMessageItems[0];
      });
      expect(poison.messageText).toBe(text);
      const tries = notes().filter(({ queued }) => (queued as { order?: number })?.order === 2);
      expect(tries.map(({ dequeueCount }) => dequeueCount)).toEqual([1, 2, 3]);
    });

    test('a message that is not base64 goes to the poison queue at once', async () => {
      await queue('orders').sendMessage('not base64!');
      const poison = await waitFor('the poison message', async () => {
        const { receivedMessageItems } = await queue('orders-poison').receiveMessages();
        return receivedMessageItems.find(({ messageText }) => messageText === 'not base64!');
      });
      expect(poison.dequeueCount).toBe(1);
    });
  });

  describe('timer trigger', () => {
    test('runs on its schedule; oftener than once a minute, it has no status', async () => {
      const runs = () => notes().filter(({ timer }) => timer === 'everySecond');
      await waitFor('two runs', () => runs().length >= 2);
      expect(runs()[0]).toEqual({ timer: 'everySecond', isPastDue: false });
    });

    test('runs at the start where it says so, and knows when it is next due', () => {
      expect(notes().filter(({ timer }) => timer === 'atStart')).toEqual([
        { timer: 'atStart', next: expect.stringMatching(/^\d{4}-01-01T00:00:00/) },
      ]);
    });
  });
}
