import { waitFor } from '../support/waitFor';
import { type Engine, earliest } from './engine';

/** When an orchestration ends, and what it may rely on until then. */
export function completion(engine: Engine): void {
  const { client, folder } = engine;

  describe('6. completion', () => {
    test('an open timer holds completion back', async () => {
      const began = Date.now();
      const { output } = await client.run('leavesTimer', { milliseconds: 3_000, cancel: false });
      expect(output).toBe('early');
      expect(Date.now() - began).toBeGreaterThanOrEqual(3_000 - earliest);
    });

    test('a cancelled timer does not', async () => {
      const { output } = await client.run('leavesTimer', { milliseconds: 3_600_000, cancel: true });
      expect(output).toBe('early');
    });

    test('a timer cancelled beside a retry breaks the numbering of later steps, and that is told', async () => {
      const id = await client.start('cancelsBesideRetry');
      await client.call('raiseEvent', id, 'go', 1);
      const status = await client.reaches(id);
      expect(status.runtimeStatus).toBe('Failed');
      expect(status.output).toMatch(/non-deterministic/i);
    });

    test('the loser of Task.any holds completion back', async () => {
      const [fast, slow] = [folder.touch('any-fast'), folder.file('any-slow')];
      const id = await client.start('firstOfTwo', { fast, slow });
      await waitFor('the winner in the history', async () =>
        (await client.history(id)).some((event) => event.EventType === 'TaskCompleted'),
      );
      expect((await client.status(id)).runtimeStatus).toBe('Running');
      folder.touch('any-slow');
      expect((await client.reaches(id)).output).toBe('fast');
    });
  });

  test('host.json bounds how many activities run at once', async () => {
    const file = folder.file('together');
    const id = await client.start('waitsTogether', { width: 7, file });
    const running = () => engine.notes().filter((note) => note.startsWith('awaitFile together')).length;
    await waitFor('the first four', () => running() >= 4);
    const other = await client.start('waitForGo', {});
    await client.call('raiseEvent', other, 'go', 1);
    await client.reaches(other);
    expect(running()).toBe(4);
    folder.touch('together');
    expect((await client.reaches(id)).output).toBe(7);
  });

  describe('7. Task.all and Task.any', () => {
    test('Task.all waits for all, even after a failure', async () => {
      const slow = folder.file('all-slow');
      const id = await client.start('allOneFails', { slow });
      await waitFor('the failure in the history', async () =>
        (await client.history(id)).some((event) => event.EventType === 'TaskFailed'),
      );
      expect(engine.notes()).not.toContain('echo "handled"');
      folder.touch('all-slow');
      expect((await client.reaches(id)).output).toBe('handled');
    });

    test('the loser of Task.any can still be awaited', async () => {
      const [fast, slow] = [folder.touch('late-fast'), folder.file('late-slow')];
      const id = await client.start('awaitsLoser', { fast, slow });
      await waitFor('the winner in the history', async () => (await client.history(id)).length > 1);
      folder.touch('late-slow');
      expect((await client.reaches(id)).output).toEqual({ late: 'slow' });
    });
  });

  describe('9. time', () => {
    test('currentUtcDateTime advances from turn to turn and is the same in every replay', async () => {
      const status = await client.run('clock');
      const times = status.output as string[];
      const echoed = (await client.history(status.instanceId))
        .filter((event) => event.EventType === 'TaskCompleted')
        .map((event) => (event.Result as { at: string }).at);
      expect(echoed).toEqual(times.slice(0, 3));
      expect([...times].sort()).toEqual(times);
    });

    test('newGuid is the same in every replay', async () => {
      const { output } = await client.run('guids');
      const [first, echoed] = output as string[];
      expect(first).toMatch(/^[0-9a-f-]{36}$/);
      expect(echoed).toBe(first);
    });
  });
}
