import { statSync } from 'node:fs';
import { readFile as readBytes, writeFile } from 'node:fs/promises';
import { defaultDecoderBudget } from '../../decoder/budget';
import { codestreamDecoder } from '../../decoder/codestreamJob';
import { DecoderPool } from '../../decoder/decoderPool';
import { fileReader } from '../../decoder/readImageJob';
import type { ReadImage } from '../../domain/image/imageDescription';
import { defaultReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { sniffFormat } from '../../formats/fileFormat';
import { decodeFull } from '../../operations/images/fullImage';
import { CliError, diskProblem } from '../terminal/errors';
import { refusalAdvice } from '../terminal/refusalWords';
import { fileStart } from './fileStart';

/**
 * Reads one image file by its content, whatever its name, in full resolution. As everywhere, it is decoded in
 * a process of its own with the default budgets.
 *
 * @throws CliError in one line: the file cannot be opened, or why it is refused and what to do
 */
export async function openImage(file: string): Promise<ReadImage> {
  const bytes = await readWhole(file);
  const pool = new DecoderPool({ ...defaultDecoderBudget, processes: 1 });
  try {
    return await readInFull(pool, bytes);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const { code, detail } = error;
    throw new CliError(refusalAdvice(code, detail), undefined, { cause: error });
  } finally {
    await pool.close();
  }
}

async function readInFull(pool: DecoderPool, bytes: Uint8Array): Promise<ReadImage> {
  const { codestream, ...image } = await fileReader(pool, defaultReadLimits)(bytes, '');
  if (codestream === undefined) return image;
  return { ...image, ...(await decodeFull(codestreamDecoder(pool), image.description, codestream)) };
}

function exportWords(file: string): string {
  return `nested-archive: ${file} is an export of several files. "triage run" reads every image in it; to look at one, unpack it.`;
}

/**
 * A file's bytes.
 *
 * @throws CliError in one line: it cannot be opened, is too large, or is an export of several files
 */
export async function readWhole(file: string): Promise<Uint8Array> {
  try {
    const { size } = statSync(file);
    if (sniffFormat(await fileStart(file)) === 'zip') throw new CliError(exportWords(file));
    if (size > defaultReadLimits.maxFileBytes) {
      throw new CliError(refusalAdvice('too-large', { value: size }));
    }
    return await readBytes(file);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${file}: ${diskProblem(error) ?? 'cannot be read'}.`, undefined, { cause: error });
  }
}

/** Writes a result. @throws CliError in one line if that fails */
export async function writeResult(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes);
  } catch (error) {
    throw new CliError(`${file}: ${diskProblem(error) ?? 'cannot be written'}.`, undefined, { cause: error });
  }
}
