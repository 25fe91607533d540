import { CsvError, parse } from 'csv-parse/sync';
import { ListProblem, quoted } from './listProblem';

/** A table with a header. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** The row's last line in the file, counted from 1. */
  readonly line: number;
  /** One text per column, trimmed. */
  readonly cells: ReadonlyMap<string, string>;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a CSV file (RFC 4180) with a header. The separator is a comma, semicolon or tab, whichever the header
 * uses, since spreadsheets differ. Every row has as many fields as the header.
 *
 * @throws ListProblem with the line
 */
export function readTable(bytes: Uint8Array): Table {
  const text = decoded(bytes);
  const [header, ...records] = parsed(text);
  if (header === undefined)
    throw new ListProblem('The list is empty: expected a header line and a line for each file.');
  const columns = header.record.map((name) => name.trim());
  assertColumns(columns);
  const rows = records.map(({ record, info }) => ({
    line: info.lines,
    cells: new Map(columns.map((name, index) => [name, (record[index] ?? '').trim()])),
  }));
  if (rows.length === 0) throw new ListProblem('The list has a header and no rows.');
  return { columns, rows };
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ListProblem('The list is not UTF-8 text; save it as "CSV UTF-8".');
  }
}

function parsed(text: string): Parsed[] {
  try {
    // The declared return type lacks `info`.
    return parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      delimiter: separatorOf(text),
    }) as never;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser's own message may quote the cell, which may contain patient data.
    throw new ListProblem(`Line ${error.lines} of the list: ${csvProblem(error.code)}.`);
  }
}

function csvProblem(code: string): string {
  if (code.includes('INCONSISTENT')) return 'it has not as many fields as the header';
  if (code.includes('QUOTE')) return 'its quotation marks do not fit together';
  return `it cannot be read as CSV (${code})`;
}

/** Outside quotation marks in the header line; a comma if it has only one column. */
function separatorOf(text: string): string {
  const header = (text.split(/\r?\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  return [',', ';', '\t'].find((separator) => header.includes(separator)) ?? ',';
}

function assertColumns(columns: readonly string[]): void {
  const twice = columns.filter((name, index) => columns.indexOf(name) !== index);
  if (twice.length > 0)
    throw new ListProblem(`The list has columns of the same name: ${quoted(new Set(twice))}.`);
  if (columns.includes(''))
    throw new ListProblem('The list has a column without a name; its first line must be the header.');
}
