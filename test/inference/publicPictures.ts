import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { GreyPicture } from '../../src/imaging/picture';

export type PublicRow = Record<'path' | 'split' | 'rsna_class' | 'kermany_class' | 'gate', string>;

/** The table of the public pictures that may lie beside the repository. */
export function publicRows(directory: string): PublicRow[] {
  const [head = '', ...lines] = readFileSync(join(directory, 'manifest.tsv'), 'utf8').trim().split('\n');
  const names = head.split('\t');
  return lines.map(
    (line) => Object.fromEntries(line.split('\t').map((value, at) => [names[at], value])) as PublicRow,
  );
}

export async function loadGrey(path: string): Promise<GreyPicture> {
  const { data, info } = await sharp(readFileSync(path))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: Float32Array.from(data, (value) => value / 255) };
}
