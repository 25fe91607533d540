import { startedFor } from '../conformance/engine';
import { triggerSettings, triggers } from '../conformance/triggers';
import { describeWith, dotnet } from '../support/requirements';
import { EngineRuntime } from './engineRuntime';

/** Queue and timer triggers of the WebJobs SDK. */

describeWith([dotnet()], 'on the WebJobs SDK', () => {
  const engine = new EngineRuntime({ environment: triggerSettings });
  startedFor(engine);
  triggers(engine, () => engine.connectionString);
});
