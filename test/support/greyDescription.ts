import type { ImageDescription } from '../../src/domain/image/imageDescription';

/** An ordinary single-frame grey image of 8 bits. */
export function greyDescription(rows: number, columns: number): ImageDescription {
  return {
    schemaVersion: 1,
    format: 'png',
    rows,
    columns,
    frames: 1,
    samplesPerPixel: 1,
    bitsAllocated: 8,
    bitsStored: 8,
    pixelRepresentation: 0,
    photometricInterpretation: 'MONOCHROME2',
    modalityTransform: { kind: 'identity' },
    windows: [],
    voiTables: [],
    lossy: false,
    notes: [],
  };
}
