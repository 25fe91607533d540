import Module from 'node:module';
import type { FunctionMetadata, InvocationResult, TypedData } from './messages';

/**
 * The module `@azure/functions-core`, which is not in any registry: the host's worker provides it through the
 * app's `require`. This replacement has what `@azure/functions` 4 needs of it.
 */

export type Callback = (...args: unknown[]) => unknown;
export type Hook = (context: object) => unknown;
export type CoreLog = (
  level: string,
  category: string,
  message: string,
  about?: { functionName: string; invocationId: string },
) => void;

interface InvocationModel {
  getArguments(): Promise<{ context: object; inputs: unknown[] }>;
  invokeFunction(context: object, inputs: unknown[], callback: Callback): Promise<unknown>;
  getResponse(context: object, result: unknown): Promise<InvocationResult>;
}

export interface ProgrammingModel {
  getInvocationModel(coreContext: object): InvocationModel | Promise<InvocationModel>;
  getCapabilities?(capabilities: Record<string, string>): Promise<Record<string, string>>;
}

export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly callback: Callback;
}

const hookNames = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'] as const;
export type HookName = (typeof hookNames)[number];

/** Undoes a registration. */
class Disposable {
  #undo: (() => void) | undefined;

  constructor(undo: () => void) {
    this.#undo = undo;
  }

  static from(...disposables: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }

  dispose(): void {
    this.#undo?.();
    this.#undo = undefined;
  }
}

/** Everything that the app registered while it loaded. */
export class FunctionsCore {
  readonly functions = new Map<string, RegisteredFunction>();
  readonly #hooks = new Map<HookName, Hook[]>(hookNames.map((name) => [name, []]));
  model: ProgrammingModel | undefined;
  #locked = false;

  constructor(readonly log: CoreLog) {}

  /** Makes `require('@azure/functions-core')` return this module, for every module loaded from now on. */
  install(): void {
    const core = this.#module();
    const original = Module.prototype.require;
    Module.prototype.require = new Proxy(original, {
      apply: (target, module, args: [string]) =>
        args[0] === '@azure/functions-core' ? core : Reflect.apply(target, module, args),
    });
  }

  /** Ends the registration of functions. */
  lock(): void {
    this.#locked = true;
  }

  async runHooks(name: HookName, context: object): Promise<void> {
    for (const hook of this.#hooks.get(name) ?? []) await hook(context);
  }

  #module() {
    return {
      version: '3.12.0',
      hostVersion: '4.1041.0',
      Disposable,
      setProgrammingModel: (model: ProgrammingModel) => {
        this.model = model;
      },
      getProgrammingModel: () => this.model,
      registerFunction: (metadata: FunctionMetadata, callback: Callback) =>
        this.#register(metadata, callback),
      registerHook: (name: string, hook: Hook) => this.#registerHook(name, hook),
      log: (level: string, category: string, message: string) => this.log(level, category, message),
    };
  }

  #register(metadata: FunctionMetadata, callback: Callback): Disposable {
    if (this.#locked) {
      throw new Error(`The function "${metadata.name}" is registered too late: the app has already started.`);
    }
    const functionId = metadata.functionId ?? metadata.name;
    if (this.functions.has(functionId)) throw new Error(`Two functions are called "${metadata.name}".`);
    this.functions.set(functionId, { metadata: { ...metadata, functionId }, callback });
    return new Disposable(() => this.functions.delete(functionId));
  }

  #registerHook(name: string, hook: Hook): Disposable {
    const hooks = this.#hooks.get(name as HookName);
    if (hooks === undefined) throw new RangeError(`There is no hook "${name}".`);
    hooks.push(hook);
    return new Disposable(() => hooks.splice(hooks.indexOf(hook), 1));
  }
}

/** The request of an invocation in the form that the programming model expects. */
export interface CoreRequest {
  readonly invocationId: string;
  readonly functionId: string;
  readonly inputData: readonly { readonly name: string; readonly data: TypedData | null }[];
  readonly triggerMetadata: Readonly<Record<string, TypedData>>;
}
