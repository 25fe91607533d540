import { BlobTriggerTest, blobs } from '../conformance/blobs';
import { describeWith, dotnet } from '../support/requirements';
import { EngineRuntime, shortLocks } from './engineRuntime';

/** Blob triggers of the WebJobs SDK. */

describeWith([dotnet()], 'on the WebJobs SDK', () => {
  blobs(
    new BlobTriggerTest(
      (connectionString, environment) =>
        new EngineRuntime({ connectionString, environment, singleton: shortLocks }),
      90_000,
      // The SDK takes messages about blobs for ten minutes, whatever host.json says.
      700_000,
    ),
  );
});
