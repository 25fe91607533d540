import { TableClient } from '@azure/data-tables';
import { activities } from '../conformance/activities';
import { completion } from '../conformance/completion';
import { startedFor } from '../conformance/engine';
import { events } from '../conformance/events';
import { limits } from '../conformance/limits';
import { describeWith, dotnet } from '../support/requirements';
import { waitFor } from '../support/waitFor';
import { EngineRuntime } from './engineRuntime';

/** What orchestrations may rely on, on Microsoft's engine, and where it differs from the local runtime. */

describeWith([dotnet()], 'on the Durable extension', () => {
  const engine = new EngineRuntime();
  const { client, folder } = engine;
  startedFor(engine);
  activities(engine);
  completion(engine);
  events(engine);
  limits(engine);

  test('9. a timer of ten days is cut into steps of three', async () => {
    const day = 86_400_000;
    const id = await client.start('longTimer', { milliseconds: 10 * day });
    const history = TableClient.fromConnectionString(engine.connectionString, 'EngineTestsHistory', {
      allowInsecureConnection: true,
    });
    const filter = `PartitionKey eq '${id}' and EventType eq 'TimerCreated'`;
    const { FireAt } = await waitFor('the first step', async () => {
      const { value } = await history.listEntities<{ FireAt: Date }>({ queryOptions: { filter } }).next();
      return value;
    });
    const { createdTime } = await client.status(id);
    expect((new Date(FireAt).getTime() - Date.parse(createdTime)) / day).toBeCloseTo(3, 2);
    await client.call('terminate', id, 'enough');
  });

  describe('unlike the local runtime', () => {
    test.each(['activity', 'orchestrator'])('one that asks for a missing %s waits for it', async (kind) => {
      const id = await client.start('callsMissing', { kind });
      await client.run('clock');
      expect((await client.status(id)).runtimeStatus).toBe('Running');
      await client.call('terminate', id, 'done');
    });

    test('the input of an instance is shown where it was to be left out', async () => {
      const { instanceId } = await client.run('echoInput', { shown: 1 });
      expect((await client.status(instanceId, { showInput: false })).input).toEqual({ shown: 1 });
    });

    test('retryTimeoutInMilliseconds is taken, and the orchestration never ends', async () => {
      const id = await client.start('retryTimeout');
      await client.run('clock');
      expect((await client.status(id)).runtimeStatus).toBe('Running');
      await client.call('terminate', id, 'done');
    });

    test.each([
      ['name', 'Failed', /non-deterministic/i],
      ['type', 'Failed', /non-deterministic/i],
      ['missing', 'Failed', /non-deterministic/i],
      ['input', 'Completed', /done/],
    ])('code that changed under a running instance (%s): %s', async (change, runtimeStatus, said) => {
      const file = folder.file(`changed-${change}`);
      const id = await client.start('drifts', { file, change });
      await waitFor('the first step', async () => (await client.history(id)).length > 1);
      folder.touch(`changed-${change}`);
      await client.call('raiseEvent', id, 'go', 1);
      const status = await client.reaches(id);
      expect(status.runtimeStatus).toBe(runtimeStatus);
      expect(status.output).toMatch(said);
    });

    test('an orchestrator that reads the clock of the machine is not found out', async () => {
      const id = await client.start('readsClock');
      await client.call('raiseEvent', id, 'go', 1);
      expect((await client.reaches(id)).runtimeStatus).toBe('Completed');
    });
  });
});
