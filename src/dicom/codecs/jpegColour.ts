import type { JpegHeader } from '../../formats/jpeg/jpegHeader';
import type { CodecReport, FrameFormat } from './transferSyntax';

type JpegColour = 'rgb' | 'ybr';

/**
 * The meaning of the three components of a JPEG stream, by the rules of the libjpeg family: JFIF means YCbCr,
 * an Adobe segment states its transform, and components named R, G and B are RGB. A stream with none of these
 * says nothing.
 */
function colourOfStream(header: JpegHeader): JpegColour | undefined {
  if (header.jfif) return 'ybr';
  if (header.adobeTransform !== undefined) return header.adobeTransform === 0 ? 'rgb' : 'ybr';
  return header.components.map(({ id }) => String.fromCharCode(id)).join('') === 'RGB' ? 'rgb' : undefined;
}

/** The meaning according to DICOM; a stream with subsampled colour cannot be RGB. */
function colourOfAttributes(photometricInterpretation: string, header: JpegHeader): JpegColour {
  const [first, second] = header.components;
  const subsampled = first?.horizontal !== second?.horizontal || first?.vertical !== second?.vertical;
  return photometricInterpretation === 'RGB' && !subsampled ? 'rgb' : 'ybr';
}

/**
 * Decides what the components are. The stream takes precedence over the attributes.
 * @returns 'ybr' if they have to be converted to red, green and blue
 */
export function settleColour(header: JpegHeader, format: FrameFormat, report: CodecReport): JpegColour {
  const colour = colourOfStream(header) ?? colourOfAttributes(format.photometricInterpretation, header);
  const claimed = format.photometricInterpretation === 'RGB' ? 'rgb' : 'ybr';
  if (colour !== claimed) report.add('jpeg-colour-contradicts');
  if (colour === 'ybr') report.add('colour-converted');
  return colour;
}
