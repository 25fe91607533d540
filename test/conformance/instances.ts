import type { Engine } from './engine';

/** How instances are started, suspended, ended and forgotten, through the client of the SDK. */
export function instances(engine: Engine): void {
  const { client, folder } = engine;

  describe('3. startNew', () => {
    test('with the id of a running instance is refused with 409', async () => {
      await client.start('waitForGo', {}, 'taken');
      await expect(client.start('waitForGo', {}, 'taken')).rejects.toThrow(/409.*already exists/);
      await client.call('raiseEvent', 'taken', 'go', 'first');
      expect((await client.reaches('taken')).output).toBe('first');
    });

    test('with the id of a finished instance replaces it', async () => {
      await client.run('echoInput', { run: 1 }, 'again');
      await client.start('waitForGo', { run: 2 }, 'again');
      const status = await client.reaches('again', 'Running');
      expect(status).toMatchObject({ name: 'waitForGo', input: { run: 2 }, output: null });
      await client.call('raiseEvent', 'again', 'go', 'second');
      expect((await client.reaches('again')).output).toBe('second');
      const completed = (await client.history('again')).filter(
        (event) => event.EventType === 'ExecutionCompleted',
      );
      expect(completed).toHaveLength(1);
    });

    test('of 50 at once with one id, one runs', async () => {
      const starts = Array.from({ length: 50 }, (_, run) => client.start('waitForGo', { run }, 'race'));
      const settled = await Promise.allSettled(starts);
      expect(settled.map(({ status }) => status)).toContain('fulfilled');
      await client.reaches('race', 'Running');
      await client.call('raiseEvent', 'race', 'go', 'done');
      expect(await client.reaches('race')).toMatchObject({ runtimeStatus: 'Completed', output: 'done' });
      const types = (await client.history('race')).map(({ EventType }) => EventType);
      expect(types.filter((type) => type.startsWith('Execution'))).toEqual([
        'ExecutionStarted',
        'ExecutionCompleted',
      ]);
    });

    test('without an input, the orchestrator gets an empty text', async () => {
      expect((await client.run('echoInput')).output).toBe('');
    });
  });

  describe('10. suspending, ending and forgetting', () => {
    test('a suspended instance sees no event until it is resumed', async () => {
      const id = await client.start('waitForGo', {});
      await client.reaches(id, 'Running');
      await client.call('suspend', id, 'why');
      await client.reaches(id, 'Suspended');
      await client.call('raiseEvent', id, 'go', 'kept');
      await expect(client.call('suspend', id, 'again')).rejects.toThrow(/Cannot suspend.* Suspended state/);
      const other = await client.run('echoInput', {});
      expect(other.runtimeStatus).toBe('Completed');
      expect((await client.status(id)).runtimeStatus).toBe('Suspended');
      await client.call('resume', id, 'go on');
      expect((await client.reaches(id)).output).toBe('kept');
      const running = await client.start('waitForGo', {});
      await client.reaches(running, 'Running');
      await expect(client.call('resume', running, 'why')).rejects.toThrow(/Cannot resume.* Running state/);
      await client.call('terminate', running, 'done');
    });

    test('the result of an activity is held back as well', async () => {
      const [fast, slow] = [folder.file('held-fast'), folder.file('held-slow')];
      const id = await client.start('firstOfTwo', { fast, slow });
      await client.reaches(id, 'Running');
      await client.call('suspend', id, 'why');
      await client.reaches(id, 'Suspended');
      folder.touch('held-fast');
      folder.touch('held-slow');
      await client.run('echoInput', {});
      expect((await client.status(id)).runtimeStatus).toBe('Suspended');
      await client.call('resume', id, 'go on');
      expect((await client.reaches(id)).runtimeStatus).toBe('Completed');
    });

    test('a terminated instance keeps the reason and takes no more events', async () => {
      const id = await client.start('waitForGo', {});
      await client.reaches(id, 'Running');
      await client.call('terminate', id, 'because');
      expect(await client.reaches(id)).toMatchObject({ runtimeStatus: 'Terminated', output: 'because' });
      const { sendEventPostUri } = await client.call<Record<string, string>>(
        'createHttpManagementPayload',
        id,
      );
      const address = (sendEventPostUri ?? '').replace('{eventName}', 'go');
      const headers = { 'content-type': 'application/json' };
      expect((await fetch(address, { method: 'POST', headers, body: '1' })).status).toBe(410);
    });

    test('a suspended instance can be terminated', async () => {
      const id = await client.start('waitForGo', {});
      await client.call('suspend', id, 'why');
      await client.reaches(id, 'Suspended');
      await client.call('terminate', id, 'enough');
      expect((await client.reaches(id)).runtimeStatus).toBe('Terminated');
    });

    test('purge forgets a finished instance and leaves a running one', async () => {
      const { instanceId } = await client.run('echoInput', {});
      expect(await client.call('purgeInstanceHistory', instanceId)).toEqual({ instancesDeleted: 1 });
      await expect(client.status(instanceId)).rejects.toThrow(/404/);
      const id = await client.start('waitForGo', {});
      await expect(client.call('purgeInstanceHistory', id)).rejects.toThrow(/412.*has status Running/);
      expect((await client.reaches(id, 'Running')).runtimeStatus).toBe('Running');
      await client.call('terminate', id, 'done');
    });

    test('purge by time and status', async () => {
      await client.run('uncaught', {}, 'to-purge');
      const filter = { createdTimeFrom: new Date(0), runtimeStatus: ['Failed'] };
      const { instancesDeleted } = await client.call<{ instancesDeleted: number }>(
        'purgeInstanceHistoryBy',
        filter,
      );
      expect(instancesDeleted).toBeGreaterThanOrEqual(1);
      await expect(client.status('to-purge')).rejects.toThrow(/404/);
    });
  });
}
