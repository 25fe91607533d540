import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ReadImage } from '../../src/domain/image/imageDescription';
import { python } from '../support/requirements';

export const pythonWithReaders = python('pydicom', 'numpy', 'gdcm');

/** A reader that others wrote. */
export type Oracle = 'pydicom' | 'gdcm' | 'dcmtk' | 'openjph';

/** An image of a file, as we read it. */
export interface OurImage {
  readonly path: string;
  readonly image: ReadImage;
}

const seconds = 1000;

/** The stored values that pydicom or GDCM finds in each file; undefined where it finds none. */
function valuesByPython(
  reader: 'pydicom' | 'gdcm',
  files: readonly string[],
  directory: string,
): (string | undefined)[] {
  mkdirSync(directory, { recursive: true });
  const outputs = files.map((_, index) => path.join(directory, `${index}.raw`));
  const input = files.map((file, index) => `${file}\t${outputs[index]}\n`).join('');
  const script = path.join(__dirname, 'stored_values.py');
  const { status, stderr } = spawnSync(pythonWithReaders.program, [script, reader], {
    input,
    timeout: 280 * seconds,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`stored_values.py ${reader}: ${stderr.slice(0, 500)}`);
  return outputs.map((output) => (existsSync(output) ? output : undefined));
}

/** The program of DCMTK that makes pixels of a transfer syntax plain. */
function dcmtkProgram(transferSyntax: string): string | undefined {
  const number = transferSyntax.replace('1.2.840.10008.1.2', '');
  if (/^\.4\.[567]/.test(number)) return 'dcmdjpeg';
  if (/^\.4\.8/.test(number)) return 'dcmdjpls';
  if (number === '.5') return 'dcmdrle';
  return number.startsWith('.4') ? undefined : 'dcmconv';
}

/** What DCMTK makes of each file, as plain little endian values. */
function valuesByDcmtk(images: readonly OurImage[], directory: string): (string | undefined)[] {
  mkdirSync(directory, { recursive: true });
  const plain = images.map(({ path: source, image }, index) => {
    const target = path.join(directory, `${index}.dcm`);
    const program = dcmtkProgram(image.description.transferSyntax ?? '');
    if (program === undefined) return target;
    spawnSync(program, ['+te', source, target], { timeout: 20 * seconds });
    return target;
  });
  return valuesByPython('pydicom', plain, directory);
}

/** The samples of a PNM file, little endian; 16 bits of them are big endian there. */
function samplesOfPnm(file: Buffer): Buffer {
  const [head = '', , , full = ''] =
    /^P[56]\s+(\d+)\s+(\d+)\s+(\d+)\s/.exec(file.toString('latin1', 0, 100)) ?? [];
  const samples = Buffer.from(file.subarray(head.length));
  return Number(full) > 255 ? samples.swap16() : samples;
}

/** What OpenJPH makes of the codestreams of HTJ2K, which are bare in the files and of one frame each. */
function valuesByOpenJph(images: readonly OurImage[], directory: string): (string | undefined)[] {
  mkdirSync(directory, { recursive: true });
  return images.map(({ path: source, image: { description } }, index) => {
    if (!/\.4\.20[123]$/.test(description.transferSyntax ?? '')) return undefined;
    const [stream, picture, output] = ['j2c', description.samplesPerPixel === 3 ? 'ppm' : 'pgm', 'raw'].map(
      (end) => path.join(directory, `${index}.${end}`),
    ) as [string, string, string];
    const bytes = readFileSync(source);
    writeFileSync(stream, bytes.subarray(bytes.indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]))));
    spawnSync('ojph_expand', ['-i', stream, '-o', picture], { timeout: 20 * seconds });
    if (!existsSync(picture)) return undefined;
    writeFileSync(output, samplesOfPnm(readFileSync(picture)));
    return output;
  });
}

/** Whether that reader gives what can be compared with our values at all. */
function comparable(oracle: Oracle, { description }: ReadImage): boolean {
  const jpeg = /^1\.2\.840\.10008\.1\.2\.4\.[567]/.test(description.transferSyntax ?? '');
  // GDCM and pydicom leave luminance and chrominance of JPEG as they are; DCMTK converts them, as we do.
  if (jpeg && description.notes.includes('colour-converted')) return oracle === 'dcmtk';
  // GDCM leaves single bits packed where they are.
  const packed =
    description.notes.includes('one-bit-unpacked') && !/\.4\.9\d$/.test(description.transferSyntax ?? '');
  return oracle !== 'gdcm' || !packed;
}

/** How far off a lossy decoder may be: in JPEG and HTJ2K by one level, by two where colours are converted. */
function tolerance({ description }: ReadImage): number {
  if (!/\.4\.(5[0135]|203)$/.test(description.transferSyntax ?? '')) return 0;
  return description.notes.includes('colour-converted') ? 2 : 1;
}

function agrees(image: ReadImage, theirs: Buffer): boolean {
  const { description, pixels } = image;
  const ours = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  if (theirs.equals(ours)) return true;
  const most = tolerance(image);
  if (most === 0 || theirs.length !== ours.length) return false;
  const wide = description.bitsAllocated === 16;
  for (let at = 0; at < ours.length; at += wide ? 2 : 1) {
    const difference = wide
      ? ours.readUInt16LE(at) - theirs.readUInt16LE(at)
      : (ours[at] ?? 0) - (theirs[at] ?? 0);
    if (Math.abs(difference) > most) return false;
  }
  return true;
}

/** What the other readers say of one image of ours. */
export interface Verdict {
  readonly agreed: readonly Oracle[];
  readonly differed: readonly Oracle[];
}

/** Has every image read by all of them, as far as they can, and compares. */
export function askOracles(images: readonly OurImage[], directory: string): Verdict[] {
  const files = images.map(({ path: file }) => file);
  const answers: [Oracle, (string | undefined)[]][] = [
    ['pydicom', valuesByPython('pydicom', files, path.join(directory, 'pydicom'))],
    ['gdcm', valuesByPython('gdcm', files, path.join(directory, 'gdcm'))],
    ['dcmtk', valuesByDcmtk(images, path.join(directory, 'dcmtk'))],
    ['openjph', valuesByOpenJph(images, path.join(directory, 'openjph'))],
  ];
  return images.map(({ image }, index) => {
    const asked = answers.flatMap(([oracle, outputs]) => {
      const output = outputs[index];
      if (output === undefined || !comparable(oracle, image)) return [];
      return [{ oracle, same: agrees(image, readFileSync(output)) }];
    });
    const names = (same: boolean) => asked.filter((one) => one.same === same).map(({ oracle }) => oracle);
    return { agreed: names(true), differed: names(false) };
  });
}
