import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAzurite } from '../../src/local/azurite/startAzurite';

export interface TestAzurite {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** An Azurite of one's own on free ports of 127.0.0.1, with its data in a temporary folder. */
export async function azurite(): Promise<TestAzurite> {
  const folder = mkdtempSync(path.join(tmpdir(), 'azurite-'));
  const running = await startAzurite(path.join(folder, 'lock'), path.join(folder, 'data'), {}, () => {});
  return {
    connectionString: running.connectionString,
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
