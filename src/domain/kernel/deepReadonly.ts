/** The same type, read-only at every depth. */
export type DeepReadonly<T> = T extends (infer One)[]
  ? number extends T['length']
    ? readonly DeepReadonly<One>[]
    : { readonly [K in keyof T]: DeepReadonly<T[K]> }
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
