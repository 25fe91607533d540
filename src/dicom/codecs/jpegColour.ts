import type { JpegHeader } from '../../formats/jpegHeader';
import type { CodecReport, FrameFormat } from './transferSyntax';

type JpegColour = 'rgb' | 'ybr';

/**
 * What the three components of a JPEG stream are, as every decoder of libjpeg's family tells: JFIF means YCbCr, an
 * Adobe segment states its transform, components named R, G and B are just that. Nothing is said by a stream without
 * any of these.
 */
function colourOfStream(header: JpegHeader): JpegColour | undefined {
  if (header.jfif) return 'ybr';
  if (header.adobeTransform !== undefined) return header.adobeTransform === 0 ? 'rgb' : 'ybr';
  return header.components.map(({ id }) => String.fromCharCode(id)).join('') === 'RGB' ? 'rgb' : undefined;
}

/** What DICOM says of them; a stream with fewer samples of colour than of luminance cannot be RGB. */
function colourOfAttributes(photometricInterpretation: string, header: JpegHeader): JpegColour {
  const [first, second] = header.components;
  const subsampled = first?.horizontal !== second?.horizontal || first?.vertical !== second?.vertical;
  return photometricInterpretation === 'RGB' && !subsampled ? 'rgb' : 'ybr';
}

/**
 * Decides what the components are: the stream is believed before the attributes are.
 * @returns 'ybr' where they have to be converted to red, green and blue
 */
export function settleColour(header: JpegHeader, format: FrameFormat, report: CodecReport): JpegColour {
  const colour = colourOfStream(header) ?? colourOfAttributes(format.photometricInterpretation, header);
  const claimed = format.photometricInterpretation === 'RGB' ? 'rgb' : 'ybr';
  if (colour !== claimed) report.add('jpeg-colour-contradicts');
  if (colour === 'ybr') report.add('colour-converted');
  return colour;
}
