import { setImmediate as breathe } from 'node:timers/promises';
import type { RefusalCode } from '../../domain/reasons/refusalCode';
import type { SkipReason } from '../../domain/reasons/skipReason';
import { folderOf, isSystemFile, mediaPath } from './memberName';

/** A DICOMDIR of an export: its own path, and the files that it names or why it could not be read. */
export type MediaIndex =
  | { readonly name: string; readonly files: readonly string[] }
  | { readonly name: string; readonly problem: RefusalCode };

export interface Planned<T> {
  /** The files to read as images. */
  readonly members: readonly T[];
  readonly skipped: readonly { readonly name: string; readonly reason: SkipReason }[];
  /** Paths that a DICOMDIR names and the export lacks. */
  readonly missing: readonly string[];
  readonly indexProblem?: RefusalCode;
}

interface Named {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link';
}

/** After this many, other work gets its turn. */
const entriesAtOnce = 500;

/**
 * Decides about every file of an export. Without a DICOMDIR, each is treated as an image, as if it had been
 * uploaded by itself, except for the files that operating systems leave in folders. A DICOMDIR covers its
 * folder and everything below: the files that it names are images; of the rest only DICOM files are, since
 * discs carry viewers with programs, pages and logos. A DICOMDIR that cannot be read decides nothing.
 *
 * @param isDicom inspects a file; called only for files covered by a DICOMDIR that does not name them
 */
export async function planExport<T extends Named>(
  entries: readonly T[],
  indexes: readonly MediaIndex[],
  isDicom: (entry: T) => Promise<boolean>,
): Promise<Planned<T>> {
  const named = namedFiles(indexes);
  const present = new Set(entries.filter(({ kind }) => kind === 'file').map(({ name }) => mediaPath(name)));
  const indexNames = new Set(indexes.map(({ name }) => name));
  const readable = indexes.filter((index) => 'files' in index).map(({ name }) => folderOf(name));
  const members: T[] = [];
  const skipped: { name: string; reason: SkipReason }[] = [];
  for (const [index, entry] of entries.entries()) {
    if (index % entriesAtOnce === 0) await breathe();
    const { name, kind } = entry;
    if (kind === 'folder') continue;
    const besideIndex = readable.some((folder) => name.startsWith(folder));
    const reason = indexNames.has(name)
      ? 'index'
      : (known(entry) ??
        (besideIndex && !named.has(mediaPath(name)) && !(await isDicom(entry)) ? 'not-in-index' : undefined));
    if (reason === undefined) members.push(entry);
    else skipped.push({ name, reason });
  }
  const missing = [...named].flatMap(([path, written]) => (present.has(path) ? [] : [written]));
  const problem = indexes.flatMap((index) => ('problem' in index ? [index.problem] : []))[0];
  return { members, skipped, missing, ...(problem === undefined ? {} : { indexProblem: problem }) };
}

function known({ name, kind }: Named): SkipReason | undefined {
  if (kind === 'link') return 'link';
  return isSystemFile(name) ? 'system-file' : undefined;
}

/** The paths that DICOMDIRs name, in comparable form, with their original spelling. */
function namedFiles(indexes: readonly MediaIndex[]): Map<string, string> {
  const named = new Map<string, string>();
  for (const index of indexes) {
    if (!('files' in index)) continue;
    for (const file of index.files) {
      const path = `${folderOf(index.name)}${file}`;
      named.set(mediaPath(path), path);
    }
  }
  return named;
}
