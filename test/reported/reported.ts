import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readDicom } from '../../src/dicom/readDicom';
import type { ReadImage } from '../../src/domain/image/imageDescription';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { greyBytes } from '../../src/imaging/encoding/greyBytes';
import { displayPicture } from '../../src/imaging/transforms/displayPicture';
import { publicData } from '../support/requirements';

/** Small files that show faults which users of other systems reported. */
export const reported = publicData('reported');

/** @param name of the file within the folder, such as `aspect/pixel-spacing.dcm` */
export function readReported(name: string): Promise<ReadImage> {
  return readDicom(readFileSync(path.join(reported.path, name)), defaultReadLimits);
}

/** The grey levels (0…255) shown in these columns, in the middle row. */
export function levelsAt({ description, pixels }: ReadImage, columns: readonly number[]): number[] {
  const { width, height, bytes } = greyBytes(displayPicture(description, pixels));
  return columns.map((column) => bytes[(height >> 1) * width + column] as number);
}
