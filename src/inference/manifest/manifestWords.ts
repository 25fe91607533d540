import type { z } from 'zod';
import { keysAt, valueAt } from './schemaKeys';
import { nearest } from './spelling';

/**
 * What is wrong with a value, for its author: at which key, what was expected, and what was found. For an
 * unknown key, also the key that was probably meant.
 *
 * @param value the whole value that was checked against the schema
 */
export function describeIssue(issue: z.core.$ZodIssue, schema: z.core.$ZodType, value: unknown): string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(key, issue.path, schema, value));
  const found = valueAt(value, issue.path);
  const expected = `expected ${expectedBy(issue)}`;
  const words =
    found === undefined ? `the key is missing, ${expected}` : `${expected}, found ${shown(found)}`;
  return [`${pathWords(issue.path)}: ${words}`];
}

/** `labels.0.name`, as everywhere in messages. */
export function pathWords(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the manifest' : path.map(String).join('.');
}

function expectedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? `${issue.expected}`;
    case 'invalid_value':
      return oneOf(issue.values.map((value) => JSON.stringify(value)));
    case 'invalid_union': {
      const options = (issue as { options?: unknown }).options;
      return Array.isArray(options) ? oneOf(options.map((value) => JSON.stringify(value))) : 'something else';
    }
    case 'too_small':
      return sizeWords(issue.origin, issue.inclusive ? 'at least' : 'more than', issue.minimum);
    case 'too_big':
      return sizeWords(issue.origin, issue.inclusive ? 'at most' : 'less than', issue.maximum);
    default:
      // Formats state it themselves, in the schema.
      return issue.message.replace(/^expected /, '');
  }
}

const typeWords: Record<string, string> = {
  string: 'a text in quotes',
  number: 'a number (without quotes)',
  int: 'a whole number',
  boolean: 'true or false (without quotes)',
  array: 'a list in [ ]',
  tuple: 'a list in [ ]',
  object: 'an object in { }',
};

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;
}

function sizeWords(origin: string, comparison: string, limit: number | bigint): string {
  if (origin === 'array') return `a list of ${comparison} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  if (origin === 'string')
    return limit === 1 ? 'a text that is not empty' : `${comparison} ${limit} characters`;
  return `${comparison} ${limit}`;
}

const longestShown = 40;

function shown(found: unknown): string {
  if (Array.isArray(found)) return found.length === 0 ? 'an empty list' : `a list of ${found.length}`;
  if (typeof found === 'object' && found !== null) return 'an object';
  const text = JSON.stringify(found);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

function unknownKey(
  key: string,
  path: readonly PropertyKey[],
  schema: z.core.$ZodType,
  value: unknown,
): string {
  const where = [...path, key];
  const known = keysAt(schema, value, path) ?? new Map<string, readonly string[]>();
  const above = [...known].find(([, below]) => below.includes(key))?.[0];
  if (above !== undefined)
    return `${pathWords(where)}: there is no such key here (it belongs at ${pathWords([...path, above, key])})`;
  const meant = nearest(key, [...known.keys()]);
  if (meant !== undefined) return `${pathWords(where)}: there is no such key (did you mean "${meant}"?)`;
  const among = [...known.keys()].filter((name) => name !== '$schema').join(', ');
  return `${pathWords(where)}: there is no such key (known here are ${among})`;
}
