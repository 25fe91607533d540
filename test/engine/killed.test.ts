import { setTimeout } from 'node:timers/promises';
import { earliest, longTest } from '../conformance/engine';
import { killed } from '../conformance/killed';
import { describeWith, dotnet } from '../support/requirements';
import { waitFor } from '../support/waitFor';
import { EngineRuntime } from './engineRuntime';

/** What a host of Microsoft's engine had taken when it was killed comes back after a minute (host.json). */

describeWith([dotnet()], 'on the Durable extension', () => {
  let engine: EngineRuntime;

  beforeEach(() => {
    engine = new EngineRuntime();
  });
  afterEach(() => engine.remove(), 90_000);
  jest.setTimeout(300_000);

  killed(() => engine, earliest);

  longTest('a host that is told to end finishes what it works on', async () => {
    const { client, folder } = engine;
    await engine.start();
    const file = folder.file('ending');
    const id = await client.start('waitsTogether', { width: 1, file });
    await waitFor('the activity', () => engine.notes().length === 1);
    const stopped = engine.stop();
    await setTimeout(9_000);
    folder.touch('ending');
    await stopped;
    await engine.start();
    expect((await client.reaches(id)).output).toBe(1);
    expect(engine.notes()).toHaveLength(1);
  });
});
