import { BlobTriggerTest, blobs } from '../conformance/blobs';
import { describeWith, dotnet } from '../support/requirements';
import { waitFor } from '../support/waitFor';
import { EngineRuntime } from './engineRuntime';

/** Blob triggers of the WebJobs SDK. */

describeWith([dotnet()], 'on the WebJobs SDK', () => {
  const on = new BlobTriggerTest(
    (connectionString, environment) => new EngineRuntime({ connectionString, environment }),
  );
  blobs(on);

  test('unlike the local runtime, it does not say which version of the blob triggered', async () => {
    await on.put('a.txt', 'x');
    await waitFor('the run', () => on.runsOf('a.txt').length > 0);
    expect(on.runsOf('a.txt')[0]?.eTag).toEqual({});
  });
});
