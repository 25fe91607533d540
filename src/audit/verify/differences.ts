/** One path at which two JSON values differ. */
export interface Difference {
  readonly path: string;
  readonly then: unknown;
  readonly now: unknown;
}

/** Where two JSON values differ: the deepest paths, in order. */
export function differences(then: unknown, now: unknown, path = ''): Difference[] {
  if (isObject(then) && isObject(now)) {
    const keys = [...new Set([...Object.keys(then), ...Object.keys(now)])].sort();
    return keys.flatMap((key) => differences(then[key], now[key], path === '' ? key : `${path}.${key}`));
  }
  return JSON.stringify(then) === JSON.stringify(now) ? [] : [{ path, then, now }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}
