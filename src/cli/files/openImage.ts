import { statSync } from 'node:fs';
import { readFile as readBytes, rm, writeFile } from 'node:fs/promises';
import { defaultDecoderBudget } from '../../decoder/budget';
import { codestreamDecoder } from '../../decoder/codestreamJob';
import { DecoderPool } from '../../decoder/decoderPool';
import { fileReader } from '../../decoder/readImageJob';
import type { ImageDescription } from '../../domain/image/imageDescription';
import { singleFrame } from '../../domain/image/singleFrame';
import { defaultReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { sniffFormat } from '../../formats/fileFormat';
import { type DescribedPixels, decodeFull, isInPixels } from '../../operations/images/fullImage';
import { texts } from '../language/declared';
import { CliError, diskProblem } from '../terminal/errors';
import { refusalAdvice } from '../terminal/refusalWords';
import { fileStart } from './fileStart';

/** An image file, in full resolution. */
export interface OpenedImage {
  readonly description: ImageDescription;
  /** One frame as an image of its own. @param frame from 0 @throws RefusedError if it is damaged */
  frame(frame: number): Promise<DescribedPixels>;
}

/**
 * Reads one image file by its content, whatever its name. As everywhere, it is decoded in a process of its own
 * with the default budgets; of an image with very many samples each frame when it is asked for.
 *
 * @param use must have what it needs when it returns
 * @throws CliError in one line: the file cannot be opened, or why it is refused and what to do
 */
export async function withImage<T>(file: string, use: (image: OpenedImage) => Promise<T>): Promise<T> {
  const bytes = await readWhole(file);
  const pool = new DecoderPool({ ...defaultDecoderBudget, processes: 1 });
  try {
    return await use(await opened(pool, bytes));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const { code, detail } = error;
    throw new CliError(refusalAdvice(code, detail), undefined, { cause: error });
  } finally {
    await pool.close();
  }
}

async function opened(pool: DecoderPool, bytes: Uint8Array): Promise<OpenedImage> {
  const image = await fileReader(pool, defaultReadLimits)(bytes, '');
  const decode = codestreamDecoder(pool);
  const { reduction: _, codedFrames: _coded, ...description } = image.description;
  return {
    description,
    frame: async (frame) => {
      const codestream = isInPixels(image.description, frame) ? undefined : image.codestreams?.[frame];
      return codestream === undefined
        ? singleFrame(image.description, image.pixels, frame)
        : decodeFull(decode, image.description, codestream, frame);
    },
  };
}

/**
 * A file's bytes.
 *
 * @throws CliError in one line: it cannot be opened, is too large, or is an export of several files
 */
export async function readWhole(file: string): Promise<Uint8Array> {
  try {
    const { size } = statSync(file);
    if (sniffFormat(await fileStart(file)) === 'zip') throw new CliError(texts.errors.file.export(file));
    if (size > defaultReadLimits.maxFileBytes) {
      throw new CliError(refusalAdvice('too-large', { value: size }));
    }
    return await readBytes(file);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(
      texts.errors.file.unreadable(file, diskProblem(error) ?? texts.errors.noAnswer),
      undefined,
      { cause: error },
    );
  }
}

/** Writes a result. @throws CliError in one line if that fails */
export async function writeResult(
  file: string,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<void> {
  try {
    await writeFile(file, bytes);
  } catch (error) {
    if (error instanceof RefusedError) {
      // Part of a result would look like all of it.
      await rm(file, { force: true });
      throw error;
    }
    throw new CliError(
      texts.errors.file.unwritable(file, diskProblem(error) ?? texts.errors.noAnswer),
      undefined,
      { cause: error },
    );
  }
}
