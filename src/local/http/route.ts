/**
 * A parsed route template: `studies/{id}`, `files/{*path}`, `items/{id:int}`, `{page?}`, and constraints
 * between colons.
 */
export interface Route {
  readonly template: string;
  /** The parameters of a matching path; undefined if it does not match. */
  match(path: string): Record<string, string> | undefined;
  /** Routes with a lower rank are tried first: literal, then constrained, then free, then catch-all. */
  readonly rank: string;
}

type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | {
      readonly kind: 'parameter' | 'catch-all';
      readonly name: string;
      readonly optional: boolean;
      readonly constraints: readonly ((value: string) => boolean)[];
    };

/** Parses a route template. */
export function parseRoute(template: string): Route {
  const segments = template
    .split('/')
    .filter((part) => part !== '')
    .map(parseSegment);
  return { template, rank: segments.map(rankOf).join('') || '0', match: (path) => match(segments, path) };
}

function match(segments: readonly Segment[], path: string): Record<string, string> | undefined {
  const parts = decoded(path);
  if (parts === undefined) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (segment.kind === 'literal') {
      if (part?.toLowerCase() !== segment.text.toLowerCase()) return undefined;
      continue;
    }
    const value = segment.kind === 'catch-all' ? parts.slice(index).join('/') : part;
    if (value === undefined || value === '') {
      if (!segment.optional) return undefined;
      continue;
    }
    if (!segment.constraints.every((accepts) => accepts(value))) return undefined;
    params[segment.name] = value;
  }
  const takesAll = segments.at(-1)?.kind === 'catch-all';
  return takesAll || parts.length <= segments.length ? params : undefined;
}

function decoded(path: string): string[] | undefined {
  const trimmed = path.replace(/^\//, '').replace(/\/$/, '');
  try {
    return trimmed === '' ? [] : trimmed.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function parseSegment(text: string): Segment {
  const inner = /^\{(.*)\}$/.exec(text)?.[1];
  if (inner === undefined) return { kind: 'literal', text };
  const [, stars = '', name = '', constraints = '', optional = ''] =
    /^(\*{0,2})(\w+)((?::\w+(?:\(.*?\)(?=[:?=]|$))?)*)(\?|=.*)?$/.exec(inner) ?? [];
  if (name === '') throw new Error(`the route segment ${text} cannot be read`);
  return {
    kind: stars === '' ? 'parameter' : 'catch-all',
    name,
    optional: optional !== '' || stars !== '',
    constraints: [...constraints.matchAll(/:(\w+)(?:\((.*?)\)(?=:|$))?/g)].map(
      ([, kind = '', argument = '']) => constraint(kind, argument),
    ),
  };
}

/** A test that a value must pass. An unknown constraint accepts everything. */
function constraint(kind: string, argument: string): (value: string) => boolean {
  const [low = Number.NaN, high = low] = argument.split(',').map(Number);
  switch (kind.toLowerCase()) {
    case 'int':
    case 'long':
      return (value) => /^-?\d+$/.test(value);
    case 'decimal':
    case 'double':
    case 'float':
      return (value) => value.trim() !== '' && Number.isFinite(Number(value));
    case 'bool':
      return (value) => /^(true|false)$/i.test(value);
    case 'guid':
      return (value) => /^\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i.test(value);
    case 'alpha':
      return (value) => /^[a-z]*$/i.test(value);
    case 'length':
      return (value) => value.length >= low && value.length <= high;
    case 'minlength':
      return (value) => value.length >= low;
    case 'maxlength':
      return (value) => value.length <= low;
    case 'min':
      return (value) => Number(value) >= low;
    case 'max':
      return (value) => Number(value) <= low;
    case 'range':
      return (value) => Number(value) >= low && Number(value) <= high;
    case 'regex': {
      const expression = new RegExp(argument, 'i');
      return (value) => expression.test(value);
    }
    default:
      return () => true;
  }
}

function rankOf(segment: Segment): string {
  if (segment.kind === 'literal') return '1';
  if (segment.kind === 'catch-all') return '4';
  return segment.constraints.length > 0 ? '2' : '3';
}
