import { setTimeout } from 'node:timers/promises';
import type { HistoryView } from '../support/durableClient';
import { waitFor } from '../support/waitFor';
import { type KillableEngine, longTest } from './engine';

const completions = (history: readonly HistoryView[]) =>
  history.filter((event) => event.EventType === 'TaskCompleted');

/**
 * The host is killed without warning (kill -9), and started again on what it kept.
 *
 * @param engine the one of the test that runs, not yet started
 * @param early how many milliseconds too early a timer may fire
 */
export function killed(engine: () => KillableEngine, early = 0): void {
  longTest(
    '4. an activity that ran when the host was killed runs again, and completes once in history',
    async () => {
      const { client, folder } = engine();
      await engine().start();
      const [fast, slow] = [folder.file('fast'), folder.touch('slow')];
      const id = await client.start('firstOfTwo', { fast, slow });
      await waitFor('both activities to have begun', () => engine().notes().length === 2);
      await waitFor('the first result', async () => completions(await client.history(id)).length === 1);
      await engine().kill();
      await engine().start();
      await waitFor('the unfinished activity to begin again', () => engine().notes().length === 3);
      folder.touch('fast');
      const status = await client.reaches(id);
      expect(status.output).toBe('slow');
      const history = await client.history(id);
      expect(completions(history).map((event) => event.Result)).toEqual(['slow', 'fast']);
      expect(engine().notes().sort()).toEqual(['awaitFile fast', 'awaitFile fast', 'awaitFile slow']);
    },
  );

  test('9. a timer that fell due while no host was there fires at the restart', async () => {
    const { client } = engine();
    await engine().start();
    const id = await client.start('longTimer', { milliseconds: 1_500 });
    await client.reaches(id, 'Running');
    await engine().kill();
    await setTimeout(1_600);
    await engine().start();
    const { runtimeStatus, output } = await client.reaches(id);
    expect(runtimeStatus).toBe('Completed');
    expect(output).toBeGreaterThanOrEqual(1_500 - early);
  });

  longTest('an event that was acknowledged is not lost', async () => {
    const { client } = engine();
    await engine().start();
    const ids = await Promise.all(Array.from({ length: 10 }, () => client.start('waitForGo', {})));
    await Promise.all(ids.map((id, index) => client.call('raiseEvent', id, 'go', index)));
    await engine().kill();
    await engine().start();
    const outputs = await Promise.all(ids.map(async (id) => (await client.reaches(id)).output));
    expect(outputs).toEqual(ids.map((_, index) => index));
  });

  longTest('killed again and again, every orchestration gives its one right result', async () => {
    const { client } = engine();
    await engine().start();
    const count = 60;
    const kills = 6;
    const acknowledged = new Set<number>();
    const submitting = (async () => {
      for (let number = 0; number < count; ) {
        const outcome = await client
          .start('journey', { number }, `journey-${number}`)
          .then(() => 'started')
          .catch((error: Error) => (error.message.includes('409') ? 'started' : 'unknown'));
        if (outcome === 'started') acknowledged.add(number++);
        else await setTimeout(50);
      }
    })();
    for (let kill = 0; kill < kills; kill++) {
      await setTimeout(150 + 130 * kill);
      await engine().kill();
      await engine().start();
    }
    await submitting;
    expect(acknowledged.size).toBe(count);
    for (let number = 0; number < count; number++) {
      const id = `journey-${number}`;
      const { output } = await client.reaches(id);
      expect(output).toEqual({ number, sum: 3 * number + 6 });
      // It has six steps, and needs the results of all.
      expect(completions(await client.history(id))).toHaveLength(6);
    }
  });
}
