import { automaticVoi, isGrey, isInverted } from '../../../domain/image/displayFunction';
import type { ImageDescription } from '../../../domain/image/imageDescription';
import type { DisplayRule } from '../../../domain/reasons/displayRules';
import type { ReadNote } from '../../../domain/reasons/readNotes';
import { displaySections, type Section } from '../../../domain/reasons/sections';
import type { Spoken } from '../../language/language';

/** One step from stored values to the display picture: what is done, and why. */
export interface DisplayStep {
  readonly step: 'modality' | 'display' | 'inversion' | 'padding' | 'shape';
  readonly rule: DisplayRule;
  readonly what: string;
  /** The attributes that say so, or the reason why none does. */
  readonly from: string;
  /** Of the standard; none for a rule of this software alone. */
  readonly sections: readonly Section[];
}

/** A step before its rule is put into words. `where`: more about the attributes. */
type Done = Pick<DisplayStep, 'step' | 'rule' | 'what'> & { readonly where?: string };

/** How the first frame becomes a display picture, in the order of the steps. */
export function displaySteps(image: ImageDescription, { texts, words }: Spoken): DisplayStep[] {
  return stepsOf(image, texts.explain.display).map(({ where = '', ...done }) => ({
    ...done,
    from: `${words.displayRules[done.rule].because}${where}`,
    sections: displaySections[done.rule],
  }));
}

type Said = Spoken['texts']['explain']['display'];

function stepsOf(image: ImageDescription, said: Said): Done[] {
  if (image.frames === 0) return [];
  const shape = shapeStep(image, said);
  if (!isGrey(image)) return [{ step: 'display', rule: 'colour', what: said.luminance }, shape];
  const frame = image.perFrame?.[0];
  const where = frame === undefined ? '' : said.ofFirstFrame;
  const inForce = { ...image, ...frame };
  return [
    modalityStep(inForce, where, said),
    ...paddingStep(image, said),
    voiStep(inForce, where, said),
    ...inversionStep(image, said),
    shape,
  ];
}

function shapeStep({ pixelAspect = [] }: ImageDescription, said: Said): Done {
  const [first] = pixelAspect;
  const step = 'shape';
  if (first === undefined) return { step, rule: 'square-pixels', what: said.square };
  const where = pixelAspect.length > 1 ? said.ofEachFrame : '';
  return { step, rule: 'pixel-shape', what: said.aspect(first), where };
}

function modalityStep(image: ImageDescription, where: string, said: Said): Done {
  const { modalityTransform } = image;
  const step = 'modality';
  switch (modalityTransform.kind) {
    case 'identity':
      return { step, rule: unmodified(image), what: said.storedValues };
    case 'linear': {
      const { slope, intercept } = modalityTransform;
      return { step, rule: 'rescale', what: said.linear(slope, intercept), where };
    }
    case 'lut': {
      const what = said.table(modalityTransform.table.values.length);
      return { step, rule: 'modality-table', what, where };
    }
  }
}

/** Why the modality values are the stored ones. */
function unmodified(image: ImageDescription): DisplayRule {
  if (noted(image, 'modality-lut-not-for-display')) return 'modality-not-for-display';
  // Of several frames, another one than the first may have the slope.
  const isCertain = image.perFrame === undefined;
  return isCertain && noted(image, 'rescale-slope-zero') ? 'slope-zero' : 'no-modality-transform';
}

function noted({ notes }: ImageDescription, ...codes: readonly ReadNote[]): boolean {
  return codes.some((code) => notes.includes(code));
}

function voiStep(image: ImageDescription, where: string, said: Said): Done {
  const step = 'display';
  const chosen = automaticVoi(image);
  const firstOf = (count: number) => (count > 1 ? said.firstOf(count) : '');
  switch (chosen.kind) {
    case 'window': {
      const { centre, width, function: name } = chosen.window;
      const what = said.window(centre, width, name);
      return { step, rule: 'window', what, where: `${where}${firstOf(image.windows.length)}` };
    }
    case 'table': {
      const what = said.table(chosen.table.values.length);
      return { step, rule: 'voi-table', what, where: firstOf(image.voiTables.length) };
    }
    case 'bits':
      return { step, rule: windowless(image), what: said.allBits(image.bitsStored) };
    case 'range':
      return { step, rule: windowless(image), what: said.range };
  }
}

/** Why neither a window nor a table is applied. */
function windowless(image: ImageDescription): DisplayRule {
  const unusable = noted(image, 'window-ignored', 'voi-table-ignored', 'rescale-slope-zero');
  return unusable ? 'window-unusable' : 'no-window';
}

function inversionStep(image: ImageDescription, said: Said): Done[] {
  const { presentationLutShape, photometricInterpretation } = image;
  const step = 'inversion';
  if (isInverted(image)) {
    const rule = presentationLutShape === undefined ? 'monochrome1' : 'shape-inverse';
    return [{ step, rule, what: said.swapped }];
  }
  return photometricInterpretation === 'MONOCHROME1'
    ? [{ step, rule: 'shape-identity', what: said.notSwapped }]
    : [];
}

function paddingStep({ padding }: ImageDescription, said: Said): Done[] {
  if (padding === undefined) return [];
  return [{ step: 'padding', rule: 'padding', what: said.padding(padding.first, padding.last) }];
}
