import { DatabaseSync } from 'node:sqlite';
import { BlobServiceClient } from '@azure/storage-blob';
import { startedFor } from '../conformance/engine';
import { triggerSettings, triggers } from '../conformance/triggers';
import { LocalRuntime } from '../support/localRuntime';
import { waitFor } from '../support/waitFor';

/** Queue and timer triggers, settings in bindings, and functions that are switched off. */

const runtime = new LocalRuntime({ environment: triggerSettings });

startedFor(runtime);
triggers(runtime, () => runtime.running.connectionString);

describe('settings', () => {
  test('a setting that a binding refers to and nobody set stops the start, by name', async () => {
    const other = new LocalRuntime({ environment: { FIXTURE_TRIGGERS: 'yes', FIXTURE_CONTAINER: 'any' } });
    await expect(other.start({ connectionString: runtime.running.connectionString })).rejects.toThrow(
      'The trigger of the function everySecond refers to the setting %FIXTURE_SCHEDULE%, which is not set: set FIXTURE_SCHEDULE.',
    );
    await other.remove();
  });

  test('a function can be switched off', async () => {
    const other = new LocalRuntime({
      environment: {
        FIXTURE_TRIGGERS: 'yes',
        FIXTURE_CONTAINER: 'any',
        'AzureWebJobs.everySecond.Disabled': 'true',
        'AzureWebJobs.blobs.Disabled': 'true',
        'AzureWebJobs.queued.Disabled': '1',
        'AzureWebJobs.switchedOff.Disabled': 'true',
      },
    });
    await other.start({ connectionString: runtime.running.connectionString });
    expect((await fetch(`${other.url}/switched-off`)).status).toBe(404);
    expect((await fetch(`${runtime.url}/switched-off`)).status).toBe(200);
    await waitFor('the timer that is on', () => other.notes().length > 0);
    expect(other.notes().map((line) => (JSON.parse(line) as { timer: string }).timer)).toEqual(['atStart']);
    await other.remove();
  });

  test('what was handed on is noted in the data folder, without names, and not in the storage', async () => {
    const blobs = BlobServiceClient.fromConnectionString(runtime.running.connectionString);
    await blobs.getContainerClient('any').createIfNotExists();
    await blobs.getContainerClient('any').getBlockBlobClient('Doe^Jane.txt').upload('x', 1);
    const receipts = new DatabaseSync(runtime.folder.file('data/receipts.sqlite'), { readOnly: true });
    const row = await waitFor('the receipt', () => receipts.prepare('SELECT * FROM receipts').get());
    receipts.close();
    expect(row).toMatchObject({ id: expect.stringMatching(/^[\w-]{43}$/), function: 'Host.Functions.blobs' });
    expect(await blobs.getContainerClient('azure-webjobs-hosts').exists()).toBe(false);
  });
});
