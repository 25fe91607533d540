import { canonicalJson } from './canonicalJson';

const texts = new WeakMap<object, string>();

/** Canonical JSON of an object that is never changed; made once for each. */
export function canonicalText(value: object): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = canonicalJson(value);
  texts.set(value, text);
  return text;
}
