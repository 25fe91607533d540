import sharp from 'sharp';
import { drawChest } from '../../../src/cli/synthetic/chest';
import { dataSet, type Elements, file, type ImageSpec, imageFile } from '../../dicom/dicomBuilder';
import { dicomdir } from '../../support/dicomdir';
import { zipOf } from '../../support/zipOf';

const size = { width: 200, height: 240 };
let made = 0;

/** A radiograph of a chest, each of its own study unless that is said. */
export interface Radiograph extends Partial<ImageSpec> {
  readonly view?: string;
  readonly part?: string;
  readonly study?: number;
  /** Of an order. */
  readonly urgency?: string;
}

export const studyUid = (study: number) => `2.25.1${study}`;

export function radiograph({
  view = 'AP',
  part = 'CHEST',
  study,
  urgency,
  ...spec
}: Radiograph = {}): Buffer {
  made += 1;
  const { data } = drawChest(made, size);
  const elements: Elements = [
    [0x00080018, 'UI', `2.25.3${made}`],
    [0x00180015, 'CS', part],
    [0x00185101, 'CS', view],
    [0x0020000d, 'UI', studyUid(study ?? 1000 + made)],
    [0x0020000e, 'UI', `2.25.2${study ?? 1000 + made}`],
    ...(urgency === undefined ? [] : ([[0x00401003, 'SH', urgency]] as Elements)),
  ];
  const own = spec.more ?? [];
  const more = [...elements.filter(([tag]) => !own.some(([other]) => other === tag)), ...own];
  const pixels = Array.from(data, (value) => Math.round(value * 4095));
  return imageFile({ rows: size.height, columns: size.width, pixels, ...spec, more });
}

const blank = (rows: number, columns: number) => new Array<number>(rows * columns).fill(0);
const pattern = (rows: number, columns: number) =>
  Array.from({ length: rows * columns }, (_, at) => (at * 37) % 4096);

/** A report: no picture at all. */
function report(): Buffer {
  return file(
    dataSet([
      [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.11'],
      [0x00080018, 'UI', '2.25.31'],
      [0x00080060, 'CS', 'SR'],
      [0x0020000d, 'UI', studyUid(400)],
      [0x0020000e, 'UI', '2.25.2400'],
    ]),
  );
}

/** Files whose way through the app ends without anybody, by what is special about each. */
export async function files(): Promise<Record<string, Uint8Array>> {
  const { data, width, height } = drawChest(900, size);
  const grey = Uint8Array.from(data, (value) => Math.round(255 * value));
  const png = await sharp(grey, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
  const whole = radiograph();
  const zip = await zipOf({ 'a/1.dcm': radiograph(), 'a/2.dcm': radiograph({ view: 'PA' }) });
  return {
    ...analysed(),
    'export.zip': await zipOf({
      'a/1.dcm': radiograph({ view: 'LL' }),
      'a/2.dcm': whole.subarray(0, 2_000),
      'a/readme.txt': Buffer.from('text'),
    }),
    'export-with-index.zip': await zipOf({ DICOMDIR: dicomdir('A\\1', 'A\\2'), 'A/1': radiograph() }),
    'plain-picture.png': png,
    ...notAnalysed(),
    'empty.dcm': Buffer.alloc(0),
    'text.dcm': Buffer.from('not an image'),
    'cut.dcm': whole.subarray(0, whole.length - 5_000),
    'cut-header.dcm': whole.subarray(0, 300),
    'program.dcm': Buffer.concat([Buffer.from('MZ'), whole.subarray(2)]),
    'pixels-missing.dcm': radiograph({ pixels: [1, 2, 3, 4] }),
    'bits-contradict.dcm': radiograph({ bits: [16, 12, 14] }),
    'no-such-syntax.dcm': imageFile({ pixels: [1, 2, 3, 4] }, '1.2.3.4'),
    'broken-jpeg.dcm': radiograph({
      pixels: { fragments: [new Uint8Array(0), Uint8Array.from([255, 216, 1, 2, 3, 4])] },
      pixelVr: 'OB',
    }),
    'png-as-jpeg.jpg': png,
    'cut.png': png.subarray(0, 2_000),
    'webp.webp': await sharp(grey, { raw: { width, height, channels: 1 } })
      .webp()
      .toBuffer(),
    'seven.7z': Buffer.from('377abcaf271c0004', 'hex'),
    'cut.zip': zip.subarray(0, 5_000),
    'empty.zip': await zipOf({}),
    'texts.zip': await zipOf({ 'readme.txt': Buffer.from('text') }),
    'nested.zip': await zipOf({ 'inner.zip': zip }),
    DICOMDIR: dicomdir('A\\B'),
  };
}

function analysed(): Record<string, Uint8Array> {
  return {
    'one-model.dcm': radiograph({ view: 'AP' }),
    'several-models.dcm': radiograph({ view: 'LL' }),
    'with-shadow.dcm': radiograph({ view: 'PA' }),
    'shadow-alone.dcm': radiograph({ view: 'RL' }),
  };
}

function notAnalysed(): Record<string, Uint8Array> {
  const rgb = Array.from({ length: 150 * 150 * 3 }, (_, at) => at % 251);
  return {
    'hand.dcm': radiograph({ part: 'HAND' }),
    'mammogram.dcm': radiograph({ more: [[0x00080060, 'CS', 'MG']] }),
    'child.dcm': radiograph({ more: [[0x00101010, 'AS', '005Y']] }),
    'no-view.dcm': radiograph({ view: '' }),
    'colour.dcm': radiograph({
      ...{ rows: 150, columns: 150, samples: 3, photometric: 'RGB', planar: 0 },
      ...{ bits: [8, 8, 7], pixels: rgb, pixelVr: 'OB' },
    }),
    'frames.dcm': radiograph({ rows: 150, columns: 150, frames: 2, pixels: pattern(300, 150) }),
    'for-processing.dcm': radiograph({ more: [[0x00080068, 'CS', 'FOR PROCESSING']] }),
    'localizer.dcm': radiograph({ more: [[0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\LOCALIZER']] }),
    'small.dcm': radiograph({ rows: 64, columns: 64, pixels: pattern(64, 64) }),
    'narrow.dcm': radiograph({ rows: 500, columns: 140, pixels: pattern(500, 140) }),
    'blank.dcm': radiograph({ rows: 150, columns: 150, pixels: blank(150, 150) }),
    'report.dcm': report(),
  };
}

/** An export of more files than one page lists: none can be read, so that nothing becomes of them but a refusal. */
export async function twoPages(): Promise<Buffer> {
  const member = (at: number) => Buffer.concat([Buffer.alloc(128), Buffer.from(`DICM${at}`)]);
  return zipOf(Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`${at}.dcm`, member(at)])));
}
