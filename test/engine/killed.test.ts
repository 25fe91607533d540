import { earliest } from '../conformance/engine';
import { killed } from '../conformance/killed';
import { describeWith, dotnet } from '../support/requirements';
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
});
