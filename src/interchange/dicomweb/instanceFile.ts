import { patientHeaderTags } from '../../dicom/patientHeader';
import { encodePart10 } from '../../dicom/writing/encodePart10';
import { copiedPatientStudy } from '../dicom/patientStudy';
import { explicitLittleEndian } from '../dicom/structuredReport';
import { elementsOf } from './elementsOf';
import { pixelsElement } from './imagePixels';
import { instanceMetadata } from './instanceMetadata';
import { type KeptInstance, uidsOf } from './keptInstance';

/**
 * An instance as a DICOM file in Explicit VR Little Endian: patient and study byte for byte as they were sent, what is
 * kept of the rest, and the pixels as they were decoded.
 *
 * @param frames all of them, in their order
 */
export function instanceFile(kept: KeptInstance, frames: readonly Uint8Array[]): Buffer {
  const header = kept.record.header ?? [];
  const own = elementsOf(instanceMetadata(kept)).filter(({ tag }) => !patientHeaderTags.has(tag));
  const pixels = { ...pixelsElement(kept.image), value: { bytes: Buffer.concat(frames) } };
  return encodePart10([...copiedPatientStudy(header), ...own, pixels], {
    transferSyntax: explicitLittleEndian,
    sopClass: kept.image.sopClass ?? '',
    sopInstance: uidsOf(kept).instance,
  });
}
