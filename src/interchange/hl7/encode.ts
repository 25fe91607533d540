/**
 * HL7 v2 encoding, v2.5.1 chapter 2. Our own writer and not a library's: what we send are three segments of known
 * shape and their escapes, and the npm libraries bring parsers, servers and date libraries with them.
 */

/** A component; several make a field that is separated by carets. */
export type Component = string | undefined;
/** One value, its components, or repetitions of those. */
export type Field =
  | Component
  | readonly Component[]
  | { readonly repeated: readonly (readonly Component[])[] };

const escapes: Readonly<Record<string, string>> = {
  '|': '\\F\\',
  '^': '\\S\\',
  '&': '\\T\\',
  '~': '\\R\\',
  '\\': '\\E\\',
};

/** A text with the delimiters escaped, 2.7.1. Line breaks would end a segment; they become spaces. */
export function escapeText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ').replace(/[|^&~\\]/g, (one) => escapes[one] as string);
}

/** Empty components and fields at the end are left out, 2.5.3. */
function joined(parts: readonly string[], separator: string): string {
  const last = parts.findLastIndex((part) => part !== '');
  return parts.slice(0, last + 1).join(separator);
}

function encodeComponents(components: readonly Component[]): string {
  return joined(
    components.map((component) => escapeText(component ?? '')),
    '^',
  );
}

function encodeField(field: Field): string {
  if (field === undefined || typeof field === 'string') return escapeText(field ?? '');
  if ('repeated' in field) return field.repeated.map(encodeComponents).join('~');
  return encodeComponents(field);
}

/** @param fields by their numbers, which count from 1 */
export function segment(name: string, fields: Readonly<Record<number, Field>>): string {
  const last = Math.max(0, ...Object.keys(fields).map(Number));
  const values = Array.from({ length: last }, (_, index) => encodeField(fields[index + 1]));
  return joined([name, ...values], '|');
}

/** A time with its distance from UTC, 2.A.22. */
export function hl7Time(iso: string): string {
  return `${new Date(iso).toISOString().replace(/[-:T]/g, '').slice(0, 14)}+0000`;
}

/** Segments end with a carriage return, 2.5.1. */
export function message(segments: readonly string[]): string {
  return segments.map((one) => `${one}\r`).join('');
}
