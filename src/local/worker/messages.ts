/** The messages between the host and the app's process. Bytes are sent as bytes (advanced serialization). */

/** One value as the Functions host types it; exactly one of the fields is set. */
export interface TypedData {
  string?: string;
  json?: string;
  bytes?: Uint8Array;
  int?: number;
  double?: number;
  http?: HttpData;
}

/** An HTTP request or response as the Functions host writes it. */
export interface HttpData {
  method?: string;
  url?: string;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  params?: Record<string, string>;
  body?: TypedData | null;
  statusCode?: string;
  cookies?: RpcCookie[];
}

/** A cookie as `@azure/functions` passes it to the host. */
export interface RpcCookie {
  name: string;
  value: string;
  domain?: { value?: string };
  path?: { value?: string };
  expires?: { value?: { seconds: number } };
  secure?: { value?: boolean };
  httpOnly?: { value?: boolean };
  sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone';
  maxAge?: { value?: number };
}

/** One binding of a function, as the app declared it. */
export interface Binding {
  readonly type: string;
  readonly direction: 'in' | 'out';
  readonly [setting: string]: unknown;
}

/** A function as the app registered it. */
export interface FunctionMetadata {
  readonly name: string;
  readonly functionId: string;
  readonly bindings: Readonly<Record<string, Binding>>;
}

/** One call of one function. */
export interface Invocation {
  readonly invocationId: string;
  readonly functionId: string;
  readonly inputs: readonly { readonly name: string; readonly data: TypedData | null }[];
  readonly triggerMetadata: Readonly<Record<string, TypedData>>;
}

/** The result of a call. */
export interface InvocationResult {
  readonly returnValue?: TypedData | null;
}

/** An error in a form that can cross the process boundary. */
export interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

export type ToWorker =
  | { readonly type: 'load'; readonly appDirectory: string; readonly main: string; readonly lock: string }
  | { readonly type: 'invoke'; readonly invocation: Invocation }
  | { readonly type: 'terminate' };

export type FromWorker =
  | { readonly type: 'loaded'; readonly functions: readonly FunctionMetadata[] }
  | { readonly type: 'loadFailed'; readonly error: PlainError }
  | { readonly type: 'result'; readonly invocationId: string; readonly result: InvocationResult }
  | { readonly type: 'failure'; readonly invocationId: string; readonly error: PlainError }
  | {
      readonly type: 'log';
      readonly level: string;
      readonly category: string;
      readonly message: string;
      readonly functionName?: string;
      readonly invocationId?: string;
    }
  | { readonly type: 'terminated' };
