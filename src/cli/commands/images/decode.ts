import type { ImageDescription } from '../../../domain/image/imageDescription';
import { withoutPicture } from '../../../domain/image/withoutPicture';
import { type OpenedImage, withImage, writeResult } from '../../files/openImage';
import { phrases, texts } from '../../language/language';
import { padTo } from '../../terminal/columns';
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
  if (reason !== undefined) throw new CliError(`${reason}: ${phrases.notAnalysedAdvice(reason)}`);
}

/** @throws UsageError if the image has no such frame */
export function assertFrame({ frames }: ImageDescription, frame: number): void {
  if (frame > frames) throw new UsageError(texts.images.decode.frames(frames));
}

const nameColumns = 17;

function summary(image: ImageDescription): string {
  const said = texts.images.decode;
  const { names } = said;
  const sign = image.pixelRepresentation === 1 ? said.signed : said.unsigned;
  const lines: [string, string | undefined][] = [
    [names.format, image.format],
    [names.transferSyntax, image.transferSyntax],
    [names.modality, image.modality],
    [names.bodyPart, image.bodyPart],
    [names.view, image.view],
    [names.pixels, pixels(image)],
    [names.samples, `${image.samplesPerPixel} (${image.photometricInterpretation})`],
    [names.bits, said.bits(image.bitsStored, image.bitsAllocated, sign)],
    [names.modalityValues, describeTransform(image.modalityTransform)],
    [names.windows, image.windows.map((one) => `${one.centre}/${one.width} ${one.function}`).join(', ')],
    [names.lossy, image.lossy ? said.yes : undefined],
    ...image.notes.map((note): [string, string] => [names.note, `${note}: ${phrases.noteWords(note)}`]),
  ];
  return lines
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${padTo(`${name}:`, nameColumns)}${value}`)
    .join('\n');
}

function pixels({ frames, video, columns, rows }: ImageDescription): string {
  const said = texts.images.decode;
  if (frames > 0) return said.size(columns, rows, frames);
  return video ? said.video : said.none;
}

function describeTransform(transform: ImageDescription['modalityTransform']): string | undefined {
  const said = texts.images.decode;
  switch (transform.kind) {
    case 'identity':
      return undefined;
    case 'linear':
      return said.linear(transform.slope, transform.intercept);
    case 'lut':
      return said.table(transform.table.values.length);
  }
}
