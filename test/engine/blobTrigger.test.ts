import { BlobTriggerTest, blobs } from '../conformance/blobs';
import { describeWith, dotnet } from '../support/requirements';
import { EngineRuntime } from './engineRuntime';

/** Blob triggers of the WebJobs SDK. */

describeWith([dotnet()], 'on the WebJobs SDK', () => {
  blobs(
    new BlobTriggerTest(
      (connectionString, environment) => new EngineRuntime({ connectionString, environment }),
      // The lock of a host that was killed holds for a minute.
      150_000,
    ),
  );
});
