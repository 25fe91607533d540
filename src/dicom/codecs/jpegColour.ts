import type { JpegHeader } from '../../domain/jpegHeader';

export type JpegColour = 'rgb' | 'ybr';

/**
 * What the three components of a JPEG stream are, as every decoder of libjpeg's family tells: JFIF means YCbCr, an
 * Adobe segment states its transform, components named R, G and B are just that. Nothing is said by a stream without
 * any of these.
 */
export function colourOfStream(header: JpegHeader): JpegColour | undefined {
  if (header.jfif) return 'ybr';
  if (header.adobeTransform !== undefined) return header.adobeTransform === 0 ? 'rgb' : 'ybr';
  return header.components.map(({ id }) => String.fromCharCode(id)).join('') === 'RGB' ? 'rgb' : undefined;
}

/** What DICOM says of them; a stream with fewer samples of colour than of luminance cannot be RGB. */
export function colourOfAttributes(photometricInterpretation: string, header: JpegHeader): JpegColour {
  const [first, second] = header.components;
  const subsampled = first?.horizontal !== second?.horizontal || first?.vertical !== second?.vertical;
  return photometricInterpretation === 'RGB' && !subsampled ? 'rgb' : 'ybr';
}

/**
 * A decoder takes an unmarked stream for YCbCr. An Adobe segment behind the start of the image tells it better.
 */
export function markColour(stream: Uint8Array, colour: JpegColour): Uint8Array {
  const version = [0, 100];
  const flags = [0, 0, 0, 0];
  const transform = colour === 'rgb' ? 0 : 1;
  const segment = [0xff, 0xee, 0, 14, ...Buffer.from('Adobe'), ...version, ...flags, transform];
  return Buffer.concat([stream.subarray(0, 2), Uint8Array.from(segment), stream.subarray(2)]);
}
