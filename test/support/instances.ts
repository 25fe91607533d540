import type { Status } from './durableClient';

/** An instance of one of the app's orchestrations, with the input of its current execution. */
export interface Instance extends Status {
  readonly input: { readonly version: number; readonly [more: string]: unknown };
}

const webhooks = '/runtime/webhooks/durabletask/instances/';

/** All instances of an app, as the durable routes show them. */
export async function allInstances(url: string, key: string): Promise<Instance[]> {
  const found: Instance[] = [];
  let token: string | null = '';
  do {
    const headers: Record<string, string> = token ? { 'x-ms-continuation-token': token } : {};
    const response = await fetch(`${url}${webhooks}?code=${key}&top=100&showInput=true`, { headers });
    if (!response.ok) throw new Error(`listing instances: ${response.status}`);
    found.push(...((await response.json()) as Instance[]));
    token = response.headers.get('x-ms-continuation-token');
  } while (token);
  return found;
}

/** The names of the activities that an instance asked for in its current execution, in their order. */
export async function stepsOf(url: string, key: string, id: string): Promise<string[]> {
  const response = await fetch(`${url}${webhooks}${id}?code=${key}&showHistory=true`);
  const { historyEvents = [] } = (await response.json()) as Status;
  return historyEvents
    .filter(({ EventType }) => EventType === 'TaskCompleted' || EventType === 'TaskFailed')
    .map(({ FunctionName = '' }) => FunctionName);
}
