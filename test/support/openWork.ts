import { QueueServiceClient } from '@azure/storage-queue';
import type { Status } from './durableClient';

/** A host that is ending, or has too much to do, answers with an error, or with nothing. */
export class NoList extends Error {}

/**
 * Every instance that has not ended, or has failed.
 * @param code the key to the durable routes of that host
 * @throws NoList if the host gave none this time
 */
export async function openInstances(url: string, code: string): Promise<Status[]> {
  const open = 'Pending,Running,ContinuedAsNew,Suspended,Failed,Terminated';
  const query = `code=${code}&showInput=false&runtimeStatus=${open}`;
  const found: Status[] = [];
  for (let token = ''; ; ) {
    const response = await fetch(`${url}/runtime/webhooks/durabletask/instances/?${query}`, {
      headers: token === '' ? {} : { 'x-ms-continuation-token': token },
    });
    const text = await response.text();
    if (!response.ok || text === '') throw new NoList(`no list of instances: ${response.status} ${text}`);
    found.push(...(JSON.parse(text) as Status[]));
    token = response.headers.get('x-ms-continuation-token') ?? '';
    if (token === '') return found;
  }
}

/** How many messages each queue holds, those too that somebody has taken, or that are not due. */
export async function queuedMessages(connectionString: string): Promise<Record<string, number>> {
  const queues = QueueServiceClient.fromConnectionString(connectionString);
  const found: Record<string, number> = {};
  for await (const { name } of queues.listQueues())
    found[name] = (await queues.getQueueClient(name).getProperties()).approximateMessagesCount ?? 0;
  return found;
}
