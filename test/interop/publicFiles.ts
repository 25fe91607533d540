import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readDicom } from '../../src/dicom/readDicom';
import type { ReadImage } from '../../src/domain/image/imageDescription';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { RefusedError } from '../../src/domain/reasons/refusals';
import { publicData } from '../support/requirements';

/** Public DICOM files that others collected; they are not part of the repository. */
export const publicFolder = publicData('dicom');

export interface PublicFile {
  /** Relative to the folder, with slashes. */
  readonly name: string;
  readonly path: string;
  /** What we make of it. */
  readonly outcome: ReadImage | RefusedError;
}

/** Every file of the folder but its lists, relative to it. */
export function publicFileNames(): string[] {
  return readdirSync(publicFolder.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(publicFolder.path, path.join(entry.parentPath, entry.name)))
    .filter((name) => name !== 'MANIFEST.tsv' && name !== 'SOURCES.md')
    .sort();
}

/** Every file of the folder, read by us. */
export async function readPublicFiles(): Promise<PublicFile[]> {
  const files: PublicFile[] = [];
  for (const name of publicFileNames()) {
    const absolute = path.join(publicFolder.path, name);
    files.push({ name, path: absolute, outcome: await outcomeOf(absolute) });
  }
  return files;
}

async function outcomeOf(file: string): Promise<ReadImage | RefusedError> {
  try {
    return await readDicom(readFileSync(file), defaultReadLimits);
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
}

export function isImage(outcome: PublicFile['outcome']): outcome is ReadImage {
  return !(outcome instanceof RefusedError) && outcome.description.frames > 0;
}
