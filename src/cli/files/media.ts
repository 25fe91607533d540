import { readFile, stat } from 'node:fs/promises';
import { readMediaDirectory } from '../../dicom/mediaDirectory';
import { defaultExportLimits, defaultReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { isIndexName } from '../../formats/archive/memberName';
import { type MediaIndex, planExport } from '../../formats/archive/planExport';
import { findDicomStart } from '../../formats/dicomStart';
import { texts, words } from '../language/language';
import { printable } from '../terminal/printable';
import { fileStart } from './fileStart';
import type { Found } from './findFiles';

type Readable = Extract<Found, { path: string }>;

interface Media {
  readonly files: Found[];
  /** Notes for the user, as lines. */
  readonly notes: string[];
}

const namedMissing = 5;

/**
 * A copied disc has a DICOMDIR: then the viewer software beside the images is left out, by the same rule as
 * in a ZIP. The DICOMDIR itself is sent like any file and accounted for as an index.
 *
 * @param args the requested paths: a DICOMDIR that was requested by its own name has no effect
 */
export async function leaveOutViewers(found: readonly Found[], args: readonly string[]): Promise<Media> {
  const readable = found.filter((one): one is Readable => 'path' in one);
  const indexes: MediaIndex[] = [];
  for (const { file, path } of readable) {
    const name = slashed(file);
    if (isIndexName(name) && !args.includes(file)) indexes.push(await readIndex(name, path));
  }
  if (indexes.length === 0) return { files: [...found], notes: [] };

  const entries = readable.map((one) => ({ ...one, name: slashed(one.file), kind: 'file' as const }));
  const { skipped, missing } = await planExport(entries, indexes, async ({ path }) => isDicom(path));
  const left = new Set(skipped.filter(({ reason }) => reason !== 'index').map(({ name }) => name));
  return {
    files: found.filter(({ file }) => !left.has(slashed(file))),
    notes: [...indexes.flatMap(problemNote), ...leftNote(left.size), ...missingNote(missing)],
  };
}

function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}

async function readIndex(name: string, path: string): Promise<MediaIndex> {
  try {
    const { size } = await stat(path);
    if (size > defaultExportLimits.maxIndexBytes) throw new RefusedError('too-large');
    return { name, files: readMediaDirectory(await readFile(path), defaultReadLimits) };
  } catch (error) {
    // One that cannot be opened is reported when it is sent.
    return { name, problem: error instanceof RefusedError ? error.code : 'not-an-image' };
  }
}

/** A file that cannot be opened stays in, so that it is reported. */
async function isDicom(path: string): Promise<boolean> {
  try {
    return findDicomStart(await fileStart(path)) !== undefined;
  } catch {
    return true;
  }
}

function problemNote(index: MediaIndex): string[] {
  return 'problem' in index ? [texts.run.media.unreadable(printable(index.name), index.problem)] : [];
}

function leftNote(count: number): string[] {
  return count === 0 ? [] : [texts.run.media.left(count)];
}

function missingNote(missing: readonly string[]): string[] {
  if (missing.length === 0) return [];
  const names = missing.slice(0, namedMissing).map(printable).join(words.listSeparator);
  return [texts.run.media.missing(missing.length, names, missing.length - namedMissing)];
}
