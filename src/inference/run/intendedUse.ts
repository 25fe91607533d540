import type { ImageFacts } from '../../domain/models/analysis';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import type { ClassifierManifest } from '../manifest/manifest';
import { years } from '../manifest/years';
import { samePart, termsOf, viewsOf } from './attributeTerms';

/** What an attribute says about an image, compared with a model's intended use. */
export interface FactCheck {
  readonly fact:
    | 'frames'
    | 'colour'
    | 'intent'
    | 'localizer'
    | 'modality'
    | 'bodyPart'
    | 'view'
    | 'posture'
    | 'age';
  readonly state: 'fits' | 'does-not-fit' | 'unknown';
  /** Why the model does not run: the fact does not fit, or is unknown but required. */
  readonly refused?: NotAnalysedReason;
  /** The finding in words; it never repeats the file's text, which may be anything. */
  readonly words: string;
}

type Meant = Pick<ClassifierManifest, 'intendedUse'> & {
  readonly input: Pick<ClassifierManifest['input'], 'source'>;
};
type IntendedUse = ClassifierManifest['intendedUse'];

/**
 * Checks every fact of an image against a classifier's intended use. Several attributes may state a fact: one
 * mismatch is enough. Free text such as Series Description is ignored: it may hold anything, including names,
 * in any language.
 */
export function checkIntendedUse({ intendedUse, input }: Meant, facts: ImageFacts): FactCheck[] {
  return [
    frames(facts),
    colour(facts),
    intent(input.source, facts),
    localizer(facts),
    modality(intendedUse, facts),
    bodyPart(intendedUse, facts),
    view(intendedUse, facts),
    posture(facts),
    age(intendedUse, facts),
  ];
}

function fits(fact: FactCheck['fact'], words: string): FactCheck {
  return { fact, state: 'fits', words };
}

function misfit(fact: FactCheck['fact'], refused: NotAnalysedReason, words: string): FactCheck {
  return { fact, state: 'does-not-fit', refused, words };
}

/** A fact that is not stated stops a model only if its manifest requires it. */
function unknown(
  use: IntendedUse,
  fact: IntendedUse['mayBeUnknown'][number],
  reason: NotAnalysedReason,
  meant: string,
): FactCheck {
  const words = `${meant}; the image does not say`;
  return { fact, state: 'unknown', words, ...(use.mayBeUnknown.includes(fact) ? {} : { refused: reason }) };
}

function frames({ frames }: ImageFacts): FactCheck {
  if (frames === 1) return fits('frames', 'it has one frame');
  if (frames === 0) return misfit('frames', 'no-pixel-data', 'needs one frame, the image has none');
  return misfit('frames', 'multi-frame', `needs one frame, the image has ${frames}`);
}

/** A palette makes colours from one sample per pixel. */
function colour({ samplesPerPixel, photometricInterpretation, nearlyGrey }: ImageFacts): FactCheck {
  if (nearlyGrey) return fits('colour', 'it is grey but for a faint tint or a small part');
  return samplesPerPixel === 1 && photometricInterpretation !== 'PALETTE COLOR'
    ? fits('colour', 'it is grey')
    : misfit('colour', 'colour-image', 'needs a grey image');
}

/** Raw values are only for models that take values before any display transform. */
function intent(source: 'display' | 'modality', { presentationIntent }: ImageFacts): FactCheck {
  if (presentationIntent === 'FOR PROCESSING' && source === 'display')
    return misfit(
      'intent',
      'not-for-presentation',
      'needs an image for presentation, this one is for processing',
    );
  return presentationIntent === undefined
    ? { fact: 'intent', state: 'unknown', words: 'the image does not say whether it is for presentation' }
    : fits('intent', 'it is of the kind that the model takes');
}

function localizer({ localizer }: ImageFacts): FactCheck {
  return localizer === true
    ? misfit('localizer', 'localizer', 'needs a picture of its own, the image is a localizer')
    : fits('localizer', 'it is not called a localizer');
}

function modality(use: IntendedUse, facts: ImageFacts): FactCheck {
  const meant = `is meant for ${use.modalities.join(', ')}`;
  // The standard has no modality DR; consoles that write it mean DX.
  const value = facts.modality?.trim().toUpperCase().replace(/^DR$/, 'DX');
  if (value === undefined || value === '') return unknown(use, 'modality', 'modality-not-covered', meant);
  return use.modalities.includes(value)
    ? fits('modality', meant)
    : misfit('modality', 'modality-not-covered', `${meant}, the image says another modality`);
}

function bodyPart(use: IntendedUse, facts: ImageFacts): FactCheck {
  const meant = `is meant for ${use.bodyParts.join(', ')}`;
  const covered = new Set(use.bodyParts.map(samePart));
  const stated = [...termsOf(facts.bodyPart).parts, ...termsOf(facts.codedBodyPart).parts];
  if (stated.length === 0) return unknown(use, 'bodyPart', 'body-part-not-covered', meant);
  return stated.every((part) => covered.has(part))
    ? fits('bodyPart', meant)
    : misfit('bodyPart', 'body-part-not-covered', `${meant}, the image says another body part`);
}

/** Stated by View Position, by a coded view, by Body Part Examined (`CHEST LAT`), by Patient Orientation. */
function view(use: IntendedUse, facts: ImageFacts): FactCheck {
  const meant = `is meant for ${use.views.join(', ')}`;
  const other = misfit('view', 'view-not-covered', `${meant}, the image says another view`);
  const position = termsOf(facts.view);
  const words = [position, termsOf(facts.codedView), termsOf(facts.bodyPart)].flatMap((terms) => terms.views);
  const covered = new Set([...use.views, ...use.bodyParts.map(samePart)]);
  const others = position.parts.filter((word) => !covered.has(word));
  if (others.length > 0) return other;
  const stated = [...words.map(viewsOf), ...sidewaysView(facts)];
  if (stated.some((views) => !views.some((one) => covered.has(one)))) return other;
  const certain = stated.length > 0 && stated.every((views) => views.every((one) => covered.has(one)));
  return certain ? fits('view', meant) : unknown(use, 'view', 'view-not-covered', meant);
}

/** Rows that run towards the patient's front or back mean a lateral picture. */
function sidewaysView({ patientOrientation }: ImageFacts): string[][] {
  return /^[AP]/.test(patientOrientation?.[0] ?? '') ? [['LL', 'RL']] : [];
}

/** Rows that run towards the head or the feet, or columns that run towards the head, mean a rotated picture. */
function posture({ patientOrientation }: ImageFacts): FactCheck {
  if (patientOrientation === undefined)
    return { fact: 'posture', state: 'unknown', words: 'the image does not say how the patient lies in it' };
  const [row, column] = patientOrientation;
  return /^[HF]/.test(row) || /^H/.test(column)
    ? misfit('posture', 'picture-turned', 'needs the head on top, the image says otherwise')
    : fits('posture', 'the head is on top');
}

function age(use: IntendedUse, { ageYears }: ImageFacts): FactCheck {
  const meant = `is meant for patients of ${years(use.minimumAgeYears)} and older`;
  if (ageYears === undefined) return unknown(use, 'age', 'age-not-covered', meant);
  return ageYears >= use.minimumAgeYears
    ? fits('age', meant)
    : misfit('age', 'age-not-covered', `${meant}, the patient is younger`);
}
