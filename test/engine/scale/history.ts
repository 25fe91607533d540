import { odata } from '@azure/data-tables';
import { connectStorage } from '../../../src/storage/connect';

/** Whether the extension has recorded any event of an instance. */
export async function hasHistory(
  connectionString: string,
  instanceId: string,
  hubName = 'EngineTests',
): Promise<boolean> {
  const table = connectStorage({ kind: 'connection-string', connectionString }).table(`${hubName}History`);
  const filter = odata`PartitionKey eq ${instanceId} and EventType eq 'ExecutionStarted'`;
  const { done } = await table.listEntities({ queryOptions: { filter } }).next();
  return !done;
}
