import type { ImageDescription } from '../../../domain/image/imageDescription';
import { withoutPicture } from '../../../domain/image/withoutPicture';
import { notAnalysedAdvice, noteWords } from '../../../domain/words/words';
import { type OpenedImage, withImage, writeResult } from '../../files/openImage';
import { CliError, UsageError } from '../../terminal/errors';

interface DecodeOptions {
  readonly frame?: number;
  readonly raw?: string;
  readonly json?: boolean;
}

/** `triage decode`: what an image file holds, and its stored values. */
export async function decode(file: string, options: DecodeOptions): Promise<void> {
  const [description, pixelBytes] = await withImage(file, async (image) => {
    const { frames } = image.description;
    if (options.raw !== undefined) assertPicture(image.description);
    if (options.frame !== undefined) assertFrame(image.description, options.frame);
    const [first, end] = options.frame === undefined ? [0, frames] : [options.frame - 1, options.frame];
    const pixels = new CountedFrames(image, first, end);
    if (options.raw === undefined) for await (const _ of pixels);
    else await writeResult(options.raw, pixels);
    return [image.description, pixels.bytes] as const;
  });
  const text = options.json ? JSON.stringify({ ...description, pixelBytes }) : summary(description);
  process.stdout.write(`${text}\n`);
}

/** The stored values of some frames, one frame after the other, and how many bytes they were. */
class CountedFrames implements AsyncIterable<Uint8Array> {
  bytes = 0;

  constructor(
    private readonly image: OpenedImage,
    private readonly first: number,
    private readonly end: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (let frame = this.first; frame < this.end; frame += 1) {
      const { pixels } = await this.image.frame(frame);
      this.bytes += pixels.length;
      yield pixels;
    }
  }
}

/** @throws CliError if there is no picture */
export function assertPicture(description: ImageDescription): void {
  const reason = withoutPicture(description);
  if (reason !== undefined) throw new CliError(`${reason}: ${notAnalysedAdvice(reason)}`);
}

/** @throws UsageError if the image has no such frame */
export function assertFrame({ frames }: ImageDescription, frame: number): void {
  if (frame > frames) throw new UsageError(`The image has ${frames} ${frames === 1 ? 'frame' : 'frames'}.`);
}

function summary(image: ImageDescription): string {
  const sign = image.pixelRepresentation === 1 ? 'signed' : 'unsigned';
  const lines: [string, string | undefined][] = [
    ['format', image.format],
    ['transfer syntax', image.transferSyntax],
    ['modality', image.modality],
    ['body part', image.bodyPart],
    ['view', image.view],
    [
      'pixels',
      image.frames === 0
        ? image.video
          ? 'a video, not decoded'
          : 'none'
        : `${image.columns} x ${image.rows}, frames: ${image.frames}`,
    ],
    ['samples', `${image.samplesPerPixel} (${image.photometricInterpretation})`],
    ['bits', `${image.bitsStored} stored in ${image.bitsAllocated}, ${sign}`],
    ['modality values', describeTransform(image.modalityTransform)],
    ['windows', image.windows.map((one) => `${one.centre}/${one.width} ${one.function}`).join(', ')],
    ['lossy history', image.lossy ? 'yes' : undefined],
    ...image.notes.map((note): [string, string] => ['note', `${note}: ${noteWords(note)}`]),
  ];
  return lines
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${`${name}:`.padEnd(17)}${value}`)
    .join('\n');
}

function describeTransform(transform: ImageDescription['modalityTransform']): string | undefined {
  switch (transform.kind) {
    case 'identity':
      return undefined;
    case 'linear':
      return `stored × ${transform.slope} + ${transform.intercept}`;
    case 'lut':
      return `through a table of ${transform.table.values.length} entries`;
  }
}
