import { transferSyntaxName } from '../../../dicom/codecs/registry';
import type { StoredImage } from '../../../domain/image/storedImage';
import { unkeptUrgency } from '../../../domain/kernel/orderUrgency';
import type { Place } from '../../../domain/kernel/priority';
import { words } from '../../../domain/words/words';
import { displaySteps } from './shownAs';

const stepNames = {
  modality: 'modality values',
  padding: 'padding',
  display: 'shown with',
  inversion: 'inverted',
  shape: 'pixel shape',
} as const;

/**
 * What was read of an image, as names and values for a person. Nothing identifies the patient.
 *
 * @param orderedAs the place that the policy gives its order
 */
export function readFacts(image: StoredImage, orderedAs: Place): [name: string, value: string][] {
  const sign = image.pixelRepresentation === 1 ? 'signed' : 'unsigned';
  const kind = image.sampleType === 'float' ? 'floating point' : sign;
  const facts: [string, string | undefined][] = [
    ['format', image.format === 'dicom' ? 'DICOM' : image.format.toUpperCase()],
    ['transfer syntax', named(image.transferSyntax)],
    ['SOP class', image.sopClass],
    ['what it shows', [image.modality, image.bodyPart, image.view].filter(Boolean).join(' ') || undefined],
    ['pixels', pixels(image)],
  ];
  if (image.frames > 0)
    facts.push(
      ['samples', `${image.samplesPerPixel}, ${image.photometricInterpretation}`],
      ['bits', `${image.bitsStored} stored in ${image.bitsAllocated}, ${kind}`],
      ['pixel spacing', image.pixelSpacing && `${image.pixelSpacing.join(' × ')} mm (row, column)`],
      ['behind it', behindWords(image)],
      ['compression', image.lossy ? 'values were lost to compression' : undefined],
      ...displaySteps(image).map(({ step, what, from, sections }): [string, string] => [
        stepNames[step],
        `${what} (${[from, ...sections].join('; ')})`,
      ]),
    );
  const urgency =
    image.orderUrgency === undefined
      ? 'not stated'
      : `${image.orderUrgency.map(urgencyName).join(', ')}, for the policy ${words.prioritiesInText[orderedAs]}`;
  facts.push(['order urgency', urgency]);
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
}

function behindWords({ behind }: StoredImage): string | undefined {
  if (behind === undefined) return undefined;
  const { bytes, pictures } = behind;
  const more = pictures === 1 ? '1 further picture' : `${pictures} further pictures`;
  return `${bytes} bytes${pictures > 0 ? `, ${more} among them` : ''}; not read`;
}

function urgencyName(word: string): string {
  return word === unkeptUrgency ? 'a text that is not kept' : word;
}

function named(transferSyntax: string | undefined): string | undefined {
  if (transferSyntax === undefined) return undefined;
  const name = transferSyntaxName(transferSyntax);
  return name === undefined ? transferSyntax : `${name}, ${transferSyntax}`;
}

function pixels({ rows, columns, frames, reduction, video }: StoredImage): string {
  if (video !== undefined) return videoPixels(columns, rows, video.frames);
  if (frames === 0) return 'none';
  const size = `${columns} × ${rows}, ${frames} ${frames === 1 ? 'frame' : 'frames'}`;
  return reduction === undefined
    ? size
    : `${size}; read smaller from its compressed stream, as far as models need`;
}

function videoPixels(columns: number, rows: number, frames: number | undefined): string {
  const count = frames === undefined ? 'it does not say how many frames' : `${frames} frames`;
  return `a video, ${columns} × ${rows}, ${count}; not decoded`;
}
