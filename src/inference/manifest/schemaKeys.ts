import type { z } from 'zod';

/** The part of a zod schema's internals that is needed to follow a path. */
interface Inside {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly innerType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly discriminator?: string;
  readonly values?: readonly unknown[];
}

type Path = readonly PropertyKey[];

/**
 * The keys that an object at this path may have, each with the keys below it; undefined if the path does not
 * lead to an object. For a union, the member that `value` selects.
 *
 * @param value the whole value that was checked against the schema
 */
export function keysAt(
  schema: z.core.$ZodType,
  value: unknown,
  path: Path,
): ReadonlyMap<string, readonly string[]> | undefined {
  const shape = shapeOf(along(schema, value, path), valueAt(value, path));
  if (shape === undefined) return undefined;
  return new Map(
    Object.entries(shape).map(([key, child]) => [
      key,
      Object.keys(shapeOf(child, valueAt(value, [...path, key])) ?? {}),
    ]),
  );
}

/** The value at a path; undefined if there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

function along(schema: z.core.$ZodType, value: unknown, path: Path): z.core.$ZodType | undefined {
  return path.reduce<z.core.$ZodType | undefined>((at, key, depth) => {
    if (at === undefined) return undefined;
    const element = insideOf(at).element;
    return element ?? shapeOf(at, valueAt(value, path.slice(0, depth)))?.[String(key)];
  }, schema);
}

function shapeOf(schema: z.core.$ZodType | undefined, value: unknown): Inside['shape'] {
  if (schema === undefined) return undefined;
  const { shape, options, discriminator } = insideOf(schema);
  if (shape !== undefined || options === undefined || discriminator === undefined) return shape;
  const kind = valueAt(value, [discriminator]);
  const member = options.find((option) => {
    const literal = shapeOf(option, undefined)?.[discriminator];
    return literal !== undefined && insideOf(literal).values?.includes(kind);
  });
  return shapeOf(member, value);
}

function insideOf(schema: z.core.$ZodType): Inside {
  const inside = schema._zod.def as unknown as Inside;
  return inside.type === 'optional' && inside.innerType ? insideOf(inside.innerType) : inside;
}
