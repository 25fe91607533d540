import { startedFor } from '../conformance/engine';
import { instances } from '../conformance/instances';
import { status } from '../conformance/status';
import { describeWith, dotnet } from '../support/requirements';
import { EngineRuntime } from './engineRuntime';

/** The operations on instances, on Microsoft's engine. */

describeWith([dotnet()], 'on the Durable extension', () => {
  const engine = new EngineRuntime();
  startedFor(engine);
  instances(engine);
  status(engine);
});
