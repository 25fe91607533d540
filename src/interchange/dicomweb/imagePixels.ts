import { tags } from '../../dicom/tags';
import type { ImageDescription, LookupTable } from '../../domain/image/imageDescription';
import { type WebAttribute, type WebDataSet, webEntry, webTag } from './webDataSet';

type Entry = [string, WebAttribute];

/** The bytes of one frame as it is sent: decoded, at full resolution. */
export function frameBytes(image: ImageDescription): number {
  const { rows, columns, samplesPerPixel, bitsAllocated } = image;
  return (rows * columns * samplesPerPixel * bitsAllocated) / 8;
}

/** The attribute that holds the pixels, PS3.3 C.7.6.3, C.7.6.24 and C.7.6.25. */
export function pixelsElement(image: ImageDescription): { readonly tag: number; readonly vr: string } {
  if (image.sampleType !== 'float') return { tag: tags.pixelData, vr: image.bitsAllocated > 8 ? 'OW' : 'OB' };
  return image.bitsAllocated === 64
    ? { tag: tags.doubleFloatPixelData, vr: 'OD' }
    : { tag: tags.floatPixelData, vr: 'OF' };
}

/** What describes the stored values in the file that came, and not in what is sent. */
export const pixelTags: ReadonlySet<string> = new Set(
  [
    tags.samplesPerPixel,
    tags.photometricInterpretation,
    tags.planarConfiguration,
    tags.numberOfFrames,
    tags.rows,
    tags.columns,
    tags.bitsAllocated,
    tags.bitsStored,
    tags.highBit,
    tags.pixelRepresentation,
    tags.redPaletteDescriptor,
    tags.greenPaletteDescriptor,
    tags.bluePaletteDescriptor,
    tags.redPaletteData,
    tags.greenPaletteData,
    tags.bluePaletteData,
    tags.segmentedRedPaletteData,
    tags.segmentedGreenPaletteData,
    tags.segmentedBluePaletteData,
    tags.modalityLutSequence,
    tags.voiLutSequence,
    tags.extendedOffsetTable,
    tags.extendedOffsetTableLengths,
    tags.floatPixelData,
    tags.doubleFloatPixelData,
    tags.pixelData,
  ].map(webTag),
);

/** The Image Pixel, Modality LUT, VOI LUT and palette modules of what is sent, without the pixels. */
export function pixelModules(image: ImageDescription): Entry[] {
  const { modalityTransform, voiTables, samplesPerPixel, frames } = image;
  return [
    number(tags.samplesPerPixel, samplesPerPixel),
    webEntry(tags.photometricInterpretation, 'CS', [image.photometricInterpretation]),
    ...(samplesPerPixel > 1 ? [number(tags.planarConfiguration, 0)] : []),
    ...(frames > 1 ? [webEntry(tags.numberOfFrames, 'IS', [frames])] : []),
    number(tags.rows, image.rows),
    number(tags.columns, image.columns),
    number(tags.bitsAllocated, image.bitsAllocated),
    ...(image.sampleType === 'float' ? [] : integerSamples(image)),
    ...paletteTables(image),
    ...(modalityTransform.kind === 'lut'
      ? [tables(tags.modalityLutSequence, [modalityTransform.table])]
      : []),
    ...(voiTables.length === 0 ? [] : [tables(tags.voiLutSequence, voiTables)]),
  ];
}

function integerSamples({ bitsStored, pixelRepresentation }: ImageDescription): Entry[] {
  return [
    number(tags.bitsStored, bitsStored),
    number(tags.highBit, bitsStored - 1),
    number(tags.pixelRepresentation, pixelRepresentation),
  ];
}

function number(tag: number, value: number): Entry {
  return webEntry(tag, 'US', [value]);
}

function tables(sequence: number, list: readonly LookupTable[]): Entry {
  const items = list.map((table): WebDataSet => {
    const type = tableTypeOf(sequence);
    return Object.fromEntries([
      descriptor(tags.lutDescriptor, table),
      ...type,
      data(tags.lutData, wordsOf(table)),
    ]);
  });
  return webEntry(sequence, 'SQ', items);
}

/** Modality LUT Type is type 1, PS3.3 C.11.1: unspecified. */
function tableTypeOf(sequence: number): Entry[] {
  return sequence === tags.modalityLutSequence ? [webEntry(0x00283004, 'LO', ['US'])] : [];
}

function paletteTables({ palette }: ImageDescription): Entry[] {
  if (palette === undefined) return [];
  return [
    descriptor(tags.redPaletteDescriptor, palette.red),
    descriptor(tags.greenPaletteDescriptor, palette.green),
    descriptor(tags.bluePaletteDescriptor, palette.blue),
    data(tags.redPaletteData, coloursOf(palette.red)),
    data(tags.greenPaletteData, coloursOf(palette.green)),
    data(tags.bluePaletteData, coloursOf(palette.blue)),
  ];
}

/** Entries (0 for 65536), first value mapped, bits: PS3.3 C.11.1.1.1. The first is unsigned whatever the VR says. */
function descriptor(tag: number, { values, firstMapped, bits }: LookupTable): Entry {
  const entries = values.length % 65_536;
  if (firstMapped >= 0) return webEntry(tag, 'US', [entries, firstMapped, bits]);
  return webEntry(tag, 'SS', [(entries << 16) >> 16, firstMapped, bits]);
}

function wordsOf({ values }: LookupTable): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(value & 0xffff, at * 2);
  return bytes;
}

function data(tag: number, bytes: Buffer): Entry {
  return [webTag(tag), { vr: 'OW', InlineBinary: bytes.toString('base64') }];
}

/** Entries of a palette of 8 bits are a byte each, PS3.3 C.7.6.3.1.6. */
function coloursOf(table: LookupTable): Buffer {
  if (table.bits > 8) return wordsOf(table);
  const bytes = Buffer.alloc(table.values.length + (table.values.length % 2));
  bytes.set(table.values);
  return bytes;
}
