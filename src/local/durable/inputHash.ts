import { createHash } from 'node:crypto';

/** A short fingerprint of a JSON value, independent of the order of its keys. */
export function inputHash(input: unknown): string {
  const text = input === undefined ? '' : JSON.stringify(sorted(input));
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
