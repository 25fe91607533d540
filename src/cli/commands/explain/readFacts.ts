import { transferSyntaxName } from '../../../dicom/codecs/registry';
import type { StoredImage } from '../../../domain/image/storedImage';
import { unkeptUrgency } from '../../../domain/kernel/orderUrgency';
import type { Place } from '../../../domain/kernel/priority';
import { texts, words } from '../../language/language';
import { displaySteps } from './shownAs';

/**
 * What was read of an image, as names and values for a person. Nothing identifies the patient.
 *
 * @param orderedAs the place that the policy gives its order
 */
export function readFacts(image: StoredImage, orderedAs: Place): [name: string, value: string][] {
  const said = texts.explain.read;
  const { names } = said;
  const sign = image.pixelRepresentation === 1 ? said.signed : said.unsigned;
  const kind = image.sampleType === 'float' ? said.float : sign;
  const facts: [string, string | undefined][] = [
    [names.format, image.format === 'dicom' ? 'DICOM' : image.format.toUpperCase()],
    [names.transferSyntax, named(image.transferSyntax)],
    [names.sopClass, image.sopClass],
    [names.shows, [image.modality, image.bodyPart, image.view].filter(Boolean).join(' ') || undefined],
    [names.pixels, pixels(image)],
  ];
  if (image.frames > 0)
    facts.push(
      [names.samples, `${image.samplesPerPixel}, ${image.photometricInterpretation}`],
      [names.bits, said.bits(image.bitsStored, image.bitsAllocated, kind)],
      [names.spacing, image.pixelSpacing && said.spacing(image.pixelSpacing.join(' × '))],
      [names.behind, image.behind && said.behind(image.behind.bytes, image.behind.pictures)],
      [names.compression, image.lossy ? said.lossy : undefined],
      ...displaySteps(image, { texts, words }).map(({ step, what, from, sections }): [string, string] => [
        names[step],
        `${what} (${[from, ...sections].join('; ')})`,
      ]),
    );
  const orders = image.orderUrgency?.map((word) => (word === unkeptUrgency ? said.notKept : word));
  facts.push([
    names.urgency,
    orders === undefined
      ? said.noUrgency
      : said.urgency(orders.join(words.listSeparator), words.prioritiesInText[orderedAs]),
  ]);
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
}

function named(transferSyntax: string | undefined): string | undefined {
  if (transferSyntax === undefined) return undefined;
  const name = transferSyntaxName(transferSyntax);
  return name === undefined ? transferSyntax : `${name}, ${transferSyntax}`;
}

function pixels({ rows, columns, frames, reduction, video }: StoredImage): string {
  const said = texts.explain.read;
  if (video !== undefined) return said.video(columns, rows, video.frames);
  if (frames === 0) return said.none;
  const size = said.size(columns, rows, frames);
  return reduction === undefined ? size : said.reduced(size);
}
