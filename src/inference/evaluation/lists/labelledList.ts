import { ListProblem, quoted } from './listProblem';
import { readTable, type Table } from './readTable';

/** A file and what the list states about it. */
export interface ListedFile {
  readonly line: number;
  /** As in the list: relative to the folder of the pictures, or absolute. */
  readonly file: string;
  readonly sha256?: string;
  /** Pictures of one patient are not independent of each other. */
  readonly patient?: string;
  readonly cells: ReadonlyMap<string, string>;
}

export interface LabelledList {
  readonly columns: readonly string[];
  readonly files: readonly ListedFile[];
}

export interface ListColumns {
  readonly file?: string | undefined;
  readonly patient?: string | undefined;
}

/**
 * The files of a list, each once.
 *
 * @param named columns with names other than `file` or `path`, and `patient`
 * @throws ListProblem with the line
 */
export function readLabelledList(bytes: Uint8Array, named: ListColumns = {}): LabelledList {
  const table = readTable(bytes);
  const fileColumn = columnOf(table, named.file, ['file', 'path']);
  if (fileColumn === undefined)
    throw new ListProblem(
      `The list has no column "file" or "path" (only ${quoted(table.columns, 20)}); say which one names the file with --file-column.`,
    );
  const patientColumn = columnOf(table, named.patient, ['patient']);
  const files = table.rows.map(({ line, cells }) => {
    const [file, patient] = [cells.get(fileColumn), patientColumn && cells.get(patientColumn)];
    if (!file) throw new ListProblem(`Line ${line} of the list names no file.`);
    const sha256 = hashOf(cells.get('sha256'), line);
    return { line, file, cells, ...(sha256 && { sha256 }), ...(patient && { patient }) };
  });
  assertEachOnce(files);
  return { columns: table.columns, files };
}

function columnOf(
  { columns }: Table,
  named: string | undefined,
  usual: readonly string[],
): string | undefined {
  if (named === undefined) return usual.find((name) => columns.includes(name));
  if (columns.includes(named)) return named;
  throw new ListProblem(`The list has no column "${named}", only ${quoted(columns, 20)}.`);
}

function hashOf(text: string | undefined, line: number): string | undefined {
  if (!text) return undefined;
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  throw new ListProblem(`Line ${line} of the list: the column sha256 does not hold 64 hex digits.`);
}

function assertEachOnce(files: readonly ListedFile[]): void {
  const lines = new Map<string, number>();
  for (const { file, line } of files) {
    const before = lines.get(file);
    if (before !== undefined)
      throw new ListProblem(
        `Lines ${before} and ${line} of the list name the same file; every file counts once.`,
      );
    lines.set(file, line);
  }
}
