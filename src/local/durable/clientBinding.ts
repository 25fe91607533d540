import type { AppFunction } from '../functionCatalogue';
import type { TypedData } from '../worker/messages';

/** Where the durable routes are served. */
export const webhookPath = '/runtime/webhooks/durabletask';

/** Builds the value of a durable client input: the addresses of the hub's routes and the key for them. */
export class ClientBinding {
  readonly #input: TypedData;

  constructor(
    readonly origin: string,
    readonly hubName: string,
    private readonly key: string,
  ) {
    const base = `${origin}${webhookPath}`;
    const create = `${base}/orchestrators/{functionName}[/{instanceId}]?code=${key}`;
    this.#input = {
      string: JSON.stringify({
        taskHubName: hubName,
        creationUrls: {
          createNewInstancePostUri: create,
          createAndWaitOnNewInstancePostUri: `${create}&timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}`,
        },
        managementUrls: this.managementUrls('INSTANCEID', 'INSTANCEID'),
        baseUrl: base,
        requiredQueryStringParameters: `code=${key}`,
      }),
    };
  }

  /** The durable client inputs of a function. */
  inputs(target: AppFunction): Record<string, TypedData> {
    return Object.fromEntries(target.durableClients.map((name) => [name, this.#input]));
  }

  /** The addresses at which an instance is managed. */
  managementUrls(id: string, idInPath = encodeURIComponent(id)): Record<string, string> {
    const instance = `${this.origin}${webhookPath}/instances/${idInPath}`;
    const query = `taskHub=${this.hubName}&connection=Storage&code=${this.key}`;
    const withReason = (operation: string) => `${instance}/${operation}?reason={text}&${query}`;
    return {
      id,
      statusQueryGetUri: `${instance}?${query}`,
      sendEventPostUri: `${instance}/raiseEvent/{eventName}?${query}`,
      terminatePostUri: withReason('terminate'),
      rewindPostUri: withReason('rewind'),
      purgeHistoryDeleteUri: `${instance}?${query}`,
      restartPostUri: `${instance}/restart?${query}`,
      suspendPostUri: withReason('suspend'),
      resumePostUri: withReason('resume'),
    };
  }
}
