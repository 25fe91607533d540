import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type LabelledList, readLabelledList } from '../../../../inference/evaluation/lists/labelledList';
import {
  type ListDescription,
  parseListDescription,
} from '../../../../inference/evaluation/lists/listDescription';
import { ListProblem, quoted } from '../../../../inference/evaluation/lists/listProblem';
import { texts } from '../../../language/language';
import { CliError, diskProblem, UsageError } from '../../../terminal/errors';

export interface ListOptions {
  readonly images?: string;
  readonly questions?: string;
  readonly fileColumn?: string;
  readonly patientColumn?: string;
}

/** A labelled list whose files all exist. */
export interface OpenList extends LabelledList {
  readonly description: ListDescription;
  readonly sha256: string;
  /** The path of a file in the list. */
  readonly pathOf: (file: string) => string;
}

/**
 * Reads a list and its description, if there is one.
 *
 * @throws UsageError if either cannot be opened, or files that the list names are missing
 * @throws ListProblem if either is malformed
 */
export function openList(file: string, options: ListOptions): OpenList {
  const description =
    options.questions === undefined ? {} : parseListDescription(bytesOf(options.questions).toString('utf8'));
  const bytes = bytesOf(file);
  const list = readLabelledList(bytes, {
    file: options.fileColumn ?? description.fileColumn,
    patient: options.patientColumn ?? description.patientColumn,
  });
  const folder = options.images ?? path.dirname(file);
  const pathOf = (name: string) => path.resolve(folder, name);
  assertThere(list, pathOf, folder);
  return { ...list, description, sha256: createHash('sha256').update(bytes).digest('hex'), pathOf };
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(texts.errors.file.unreadable(file, diskProblem(error) ?? texts.errors.noAnswer));
  }
}

/** Before anything runs: an error at the end of a list should not be found after an hour. */
function assertThere({ files }: LabelledList, pathOf: OpenList['pathOf'], folder: string): void {
  const missing = files.filter(({ file }) => !isFile(pathOf(file)));
  if (missing.length === 0) return;
  const names = quoted(
    missing.map(({ file }) => file),
    3,
  );
  throw new UsageError(texts.evaluate.missing(missing.length, files.length, folder, names));
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** A problem in the list is a problem with what was typed. */
export function asUsageError(error: unknown): unknown {
  return error instanceof ListProblem ? new UsageError(error.message) : error;
}

/** @throws CliError if the folder holds an evaluation that would be overwritten */
export function assertFree(files: readonly string[], overwrite: boolean): void {
  const there = files.find((file) => statSync(file, { throwIfNoEntry: false }) !== undefined);
  if (there !== undefined && !overwrite) throw new CliError(texts.evaluate.exists(there));
}
