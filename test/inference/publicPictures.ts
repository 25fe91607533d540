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

/** Enlarged to 256² where it is a thumbnail, which would be kept out for that alone. */
export async function loadGrey(path: string): Promise<GreyPicture> {
  const picture = sharp(readFileSync(path)).greyscale();
  const { width = 0 } = await picture.metadata();
  const { data, info } = await (width < 128 ? picture.resize(256, 256) : picture)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: Float32Array.from(data, (value) => value / 255) };
}
