import type { ImageDescription, LookupTable } from '../../domain/image/imageDescription';
import { lookUp } from '../../domain/image/lookUp';
import type { GreyValues } from '../picture';
import { mapSamples } from './sampleValues';
import type { StoredSamples } from './storedSamples';

/** Luminance of a colour picture: values from 0 to `full`. */
export interface Luminance {
  readonly values: GreyValues;
  readonly full: number;
}

/** ITU-R BT.601: the weight of each primary. */
const red = 0.299;
const green = 0.587;
const blue = 0.114;

/** The luminance of one colour frame; for YBR it is the first sample itself. */
export function luminance(
  description: Pick<ImageDescription, 'photometricInterpretation' | 'bitsStored' | 'palette'>,
  samples: StoredSamples,
): Luminance {
  const { photometricInterpretation: photometric, bitsStored, palette } = description;
  if (photometric === 'PALETTE COLOR') {
    if (palette === undefined) throw new RangeError('a picture of palette colours without a palette');
    return throughPalette(samples, palette);
  }
  const full = 2 ** bitsStored - 1;
  const data = new Float32Array(samples.length / 3);
  const isYbr = photometric.startsWith('YBR');
  for (let pixel = 0, at = 0; pixel < data.length; pixel += 1, at += 3) {
    const first = samples[at] ?? 0;
    data[pixel] = isYbr
      ? first
      : red * first + green * (samples[at + 1] ?? 0) + blue * (samples[at + 2] ?? 0);
  }
  return { values: { data }, full };
}

function throughPalette(
  samples: StoredSamples,
  palette: NonNullable<ImageDescription['palette']>,
): Luminance {
  const scaled = (table: LookupTable, value: number) => lookUp(table, value) / (2 ** table.bits - 1);
  const values = mapSamples(
    samples,
    (value) =>
      red * scaled(palette.red, value) +
      green * scaled(palette.green, value) +
      blue * scaled(palette.blue, value),
  );
  return { values, full: 1 };
}
