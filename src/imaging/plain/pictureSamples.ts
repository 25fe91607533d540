/** A decoder's output: interleaved samples of 8 or 16 bits, little endian. */
export interface PictureSamples {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly bits: 8 | 16;
}

type SampleArray = Uint8Array | Uint16Array;

/** Composites 2 or 4 channels over black; a picture without transparency is returned unchanged. */
export function removeAlpha(picture: PictureSamples): PictureSamples {
  const { channels, bits } = picture;
  if (channels !== 2 && channels !== 4) return picture;
  const from = samplesOf(picture);
  const colours = channels - 1;
  const to = createSamples((from.length / channels) * colours, bits);
  const opaque = 2 ** bits - 1;
  for (let pixel = 0; pixel * channels < from.length; pixel += 1) {
    const alpha = (from[pixel * channels + colours] ?? 0) / opaque;
    for (let colour = 0; colour < colours; colour += 1) {
      to[pixel * colours + colour] = Math.round((from[pixel * channels + colour] ?? 0) * alpha);
    }
  }
  return { ...picture, channels: colours, pixels: bytesOf(to) };
}

/** One sample per pixel if all three are equal everywhere; other pictures are returned unchanged. */
export function keepOneOfEqual(picture: PictureSamples): PictureSamples {
  if (picture.channels !== 3) return picture;
  const from = samplesOf(picture);
  for (let at = 0; at < from.length; at += 3) {
    if (from[at] !== from[at + 1] || from[at] !== from[at + 2]) return picture;
  }
  const to = createSamples(from.length / 3, picture.bits);
  for (let pixel = 0; pixel < to.length; pixel += 1) to[pixel] = from[3 * pixel] ?? 0;
  return { ...picture, channels: 1, pixels: bytesOf(to) };
}

/** Of 255; JPEG and scanners leave that much colour in grey. */
const COLOURLESS = 10;
/** A mark or a label in colour takes less of a radiograph than this share. */
const FEW = 0.01;

/** Whether a colour picture is grey but for a faint tint or a small part, such as a mark. */
export function isNearlyGrey(picture: PictureSamples): boolean {
  if (picture.channels !== 3) return false;
  const from = samplesOf(picture);
  const most = picture.bits === 8 ? COLOURLESS : COLOURLESS * 257;
  let coloured = 0;
  for (let at = 0; at < from.length; at += 3) {
    const [red, green, blue] = [from[at] ?? 0, from[at + 1] ?? 0, from[at + 2] ?? 0];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > most) coloured += 1;
  }
  return coloured <= (FEW * from.length) / 3;
}

function samplesOf({ pixels, bits }: PictureSamples): SampleArray {
  if (bits === 8) return pixels;
  const aligned = pixels.byteOffset % 2 === 0 ? pixels : new Uint8Array(pixels);
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 2);
}

function createSamples(length: number, bits: 8 | 16): SampleArray {
  return bits === 8 ? new Uint8Array(length) : new Uint16Array(length);
}

function bytesOf(samples: SampleArray): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}
