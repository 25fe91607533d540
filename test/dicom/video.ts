import { type Elements, imageFile, type Value } from './dicomBuilder';

interface VideoSpec {
  readonly transferSyntax?: string;
  readonly pixels?: Value;
  readonly more?: Elements;
}

/** The first bytes of an MPEG-2 program stream; nothing in it is decoded. */
const stream = Buffer.concat([Buffer.from([0, 0, 1, 0xba]), Buffer.alloc(60, 0x44)]);

/** An endoscopic video, PS3.3 A.32.5, of 300 frames. */
export function video({
  transferSyntax = '1.2.840.10008.1.2.4.102',
  pixels = { fragments: [Buffer.alloc(0), stream] },
  more = [],
}: VideoSpec = {}): Buffer {
  return imageFile(
    {
      rows: 1080,
      columns: 1920,
      frames: 300,
      samples: 3,
      photometric: 'YBR_PARTIAL_420',
      bits: [8, 8, 7],
      pixelVr: 'OB',
      pixels,
      more: [[0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.77.1.1.1'], [0x00080060, 'CS', 'ES'], ...more],
    },
    transferSyntax,
  );
}
