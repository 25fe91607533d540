import { type AppSettings, isDisabled, resolveSettings } from './appSettings';
import { RuntimeStartError } from './errors';
import type { Binding, FunctionMetadata } from './worker/messages';

/** The kinds of function that the local runtime runs. */
export type TriggerKind = 'http' | 'blob' | 'queue' | 'timer' | 'orchestration' | 'activity';

/** A function with its trigger identified and its settings resolved. */
export interface AppFunction {
  readonly name: string;
  readonly kind: TriggerKind;
  readonly metadata: FunctionMetadata;
  readonly triggerName: string;
  readonly trigger: Binding;
  /** The names of its durable client inputs. */
  readonly durableClients: readonly string[];
}

const kinds: Readonly<Record<string, TriggerKind>> = {
  httptrigger: 'http',
  blobtrigger: 'blob',
  queuetrigger: 'queue',
  timertrigger: 'timer',
  orchestrationtrigger: 'orchestration',
  activitytrigger: 'activity',
};

/** What the local runtime supports, for error messages. */
const supported =
  'HTTP, blob, queue, timer, orchestration and activity triggers, durable client inputs and HTTP output';

/**
 * All enabled functions of the app. Refuses an app that needs something the local runtime does not support.
 */
export class FunctionCatalogue {
  readonly #functions: readonly AppFunction[];

  constructor(registered: readonly FunctionMetadata[], settings: AppSettings) {
    this.#functions = registered
      .filter(({ name }) => !isDisabled(name, settings))
      .map((metadata) => appFunction(metadata, settings));
  }

  all(): readonly AppFunction[] {
    return this.#functions;
  }

  of(kind: TriggerKind): AppFunction[] {
    return this.#functions.filter((candidate) => candidate.kind === kind);
  }

  /** The function of that name, compared without regard to case. */
  find(kind: TriggerKind, name: string): AppFunction | undefined {
    return this.of(kind).find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  }
}

function appFunction(metadata: FunctionMetadata, settings: AppSettings): AppFunction {
  const refuse = (binding: string, type: string): never => {
    throw new RuntimeStartError(
      `The local runtime cannot run the function ${metadata.name}: its binding ${binding} is of type ${type}; supported are ${supported}.`,
    );
  };
  let trigger: { name: string; binding: Binding; kind: TriggerKind } | undefined;
  const durableClients: string[] = [];
  for (const [name, binding] of Object.entries(metadata.bindings)) {
    const type = binding.type.toLowerCase();
    const kind = kinds[type];
    if (kind !== undefined) trigger = { name, binding, kind };
    else if (binding.direction === 'in' && ['durableclient', 'orchestrationclient'].includes(type))
      durableClients.push(name);
    else if (!(binding.direction === 'out' && type === 'http' && name === '$return'))
      refuse(name, binding.type);
  }
  if (trigger === undefined) throw new RuntimeStartError(`The function ${metadata.name} has no trigger.`);
  return {
    name: metadata.name,
    kind: trigger.kind,
    metadata,
    triggerName: trigger.name,
    trigger: resolved(trigger.binding, settings, `The trigger of the function ${metadata.name}`),
    durableClients,
  };
}

function resolved(binding: Binding, settings: AppSettings, where: string): Binding {
  const entries = Object.entries(binding).map(([key, value]) => [
    key,
    typeof value === 'string' ? resolveSettings(value, settings, where) : value,
  ]);
  return Object.fromEntries(entries) as Binding;
}
