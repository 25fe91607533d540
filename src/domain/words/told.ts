/**
 * Something that is said, by its code and values, to be put into words where it is read: `code` names an entry
 * of a table of the `Vocabulary`, `values` are its parameters.
 */
export type ToldOf<Table> = {
  readonly [Code in keyof Table & string]: {
    readonly code: Code;
    readonly values: Table[Code] extends (...values: infer Values) => string ? Readonly<Values> : readonly [];
  };
}[keyof Table & string];

interface Told {
  readonly code: string;
  readonly values: readonly unknown[];
}

type Entry = string | ((...values: readonly unknown[]) => string);

/** @returns undefined for a code that the table does not have: a page may be older than the app */
export function tell(table: object, { code, values }: Told): string | undefined {
  const entries = table as Readonly<Record<string, Entry>>;
  if (!Object.hasOwn(entries, code)) return undefined;
  const entry = entries[code];
  // JSON knows no undefined.
  return typeof entry === 'function' ? entry(...values.map((value) => value ?? undefined)) : entry;
}
