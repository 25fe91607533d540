import type { Pseudonyms } from '../../domain/kernel/identifiers/pseudonyms';
import type { ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { Notes } from '../notes';
import { formatTag } from '../parsing/dataSet';
import { openPart10 } from '../parsing/part10';
import { tags } from '../tags';
import { encodePart10 } from '../writing/encodePart10';
import type { PlainElement } from '../writing/plainElement';
import { valuesOf } from './codedText';
import { deidentify } from './deidentify';
import type { DeidentificationOptions } from './options';
import { withoutOverlayBits } from './overlayBits';
import { standardSequences } from './rules';

const explicitLittleEndian = '1.2.840.10008.1.2.1';

/**
 * A DICOM file without anything that could identify the patient: see `deidentify`. Pixel data is copied byte
 * for byte: unchanged if it is compressed, otherwise in Explicit VR Little Endian. Only overlays in unused
 * bits of samples are cleared. Text burned into the picture stays: the caller has to warn of it.
 *
 * @throws RefusedError for a file that cannot be opened, or that does not state which object it is
 */
export async function deidentifyFile(
  bytes: Uint8Array,
  limits: ReadLimits,
  options: Omit<DeidentificationOptions, 'bulkData'> & { readonly pseudonyms: Pseudonyms },
): Promise<Uint8Array> {
  const { dataSet, transferSyntax, cutPixelData } = await openPart10(
    bytes,
    limits,
    new Notes(),
    standardSequences,
  );
  // Nobody looks into its stream, which can hold text.
  if (transferSyntax.pixels === 'video')
    throw new RefusedError('unsupported-transfer-syntax', { value: transferSyntax.uid });
  if (cutPixelData !== undefined) throw new RefusedError('truncated', { tag: formatTag(cutPixelData.tag) });
  const pixelData = dataSet.get(tags.pixelData);
  const elements = deidentify(dataSet, { ...options, bulkData: true }).map((element): PlainElement => {
    if (element.tag !== tags.pixelData || pixelData === undefined) return element;
    const { value } = element;
    if ('bytes' in value) {
      return { ...element, value: { bytes: withoutOverlayBits(dataSet, pixelData, value.bytes) } };
    }
    withoutOverlayBits(dataSet, pixelData, undefined);
    return element;
  });
  return encodePart10(elements, {
    transferSyntax: transferSyntax.pixels === 'native' ? explicitLittleEndian : transferSyntax.uid,
    sopClass: requiredUid(elements, tags.sopClassUid),
    sopInstance: requiredUid(elements, tags.sopInstanceUid),
  });
}

/** @throws RefusedError `inconsistent-attributes` if an object does not state its class or its UID */
function requiredUid(elements: readonly PlainElement[], tag: number): string {
  const value = elements.find((element) => element.tag === tag)?.value;
  const uid = value !== undefined && 'bytes' in value ? valuesOf(value.bytes)[0] : undefined;
  if (!uid) throw new RefusedError('inconsistent-attributes', { tag: formatTag(tag) });
  return uid;
}
