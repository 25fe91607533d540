import { automaticVoi, isGrey, isInverted } from '../../../domain/image/displayFunction';
import type { ImageDescription } from '../../../domain/image/imageDescription';
import type { DisplayRule } from '../../../domain/reasons/displayRules';
import type { ReadNote } from '../../../domain/reasons/readNotes';
import { displaySections, type Section } from '../../../domain/reasons/sections';
import { words } from '../../../domain/words/words';

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
export function displaySteps(image: ImageDescription): DisplayStep[] {
  return stepsOf(image).map(({ where = '', ...done }) => ({
    ...done,
    from: `${words.displayRules[done.rule].because}${where}`,
    sections: displaySections[done.rule],
  }));
}

function stepsOf(image: ImageDescription): Done[] {
  if (image.frames === 0) return [];
  const shape = shapeStep(image);
  if (!isGrey(image))
    return [{ step: 'display', rule: 'colour', what: 'the luminance of its colours (BT.601)' }, shape];
  const frame = image.perFrame?.[0];
  const where = frame === undefined ? '' : ', of the first frame';
  const inForce = { ...image, ...frame };
  return [
    modalityStep(inForce, where),
    ...paddingStep(image),
    voiStep(inForce, where),
    ...inversionStep(image),
    shape,
  ];
}

function shapeStep({ pixelAspect = [] }: ImageDescription): Done {
  const [first] = pixelAspect;
  const step = 'shape';
  if (first === undefined) return { step, rule: 'square-pixels', what: 'square' };
  const where = pixelAspect.length > 1 ? '; each frame has its own, this is the first' : '';
  return { step, rule: 'pixel-shape', what: `${first} times as high as wide`, where };
}

function modalityStep(image: ImageDescription, where: string): Done {
  const { modalityTransform } = image;
  const step = 'modality';
  switch (modalityTransform.kind) {
    case 'identity':
      return { step, rule: unmodified(image), what: 'stored values as they are' };
    case 'linear': {
      const { slope, intercept } = modalityTransform;
      return { step, rule: 'rescale', what: `stored value × ${slope} + ${intercept}`, where };
    }
    case 'lut': {
      const what = `a table of ${modalityTransform.table.values.length} entries`;
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

function voiStep(image: ImageDescription, where: string): Done {
  const step = 'display';
  const chosen = automaticVoi(image);
  switch (chosen.kind) {
    case 'window': {
      const { centre, width, function: name } = chosen.window;
      const what = `window, centre ${centre}, width ${width}, ${name}`;
      return { step, rule: 'window', what, where: `${where}${firstOf(image.windows.length)}` };
    }
    case 'table': {
      const what = `a table of ${chosen.table.values.length} entries`;
      return { step, rule: 'voi-table', what, where: firstOf(image.voiTables.length) };
    }
    case 'bits':
      return { step, rule: windowless(image), what: `all ${image.bitsStored} bits as they are` };
    case 'range':
      return { step, rule: windowless(image), what: 'from the least to the greatest value of the frame' };
  }
}

/** Why neither a window nor a table is applied. */
function windowless(image: ImageDescription): DisplayRule {
  const unusable = noted(image, 'window-ignored', 'voi-table-ignored', 'rescale-slope-zero');
  return unusable ? 'window-unusable' : 'no-window';
}

function firstOf(count: number): string {
  return count > 1 ? `, the first of ${count}` : '';
}

function inversionStep(image: ImageDescription): Done[] {
  const { presentationLutShape, photometricInterpretation } = image;
  const step = 'inversion';
  if (isInverted(image)) {
    const rule = presentationLutShape === undefined ? 'monochrome1' : 'shape-inverse';
    return [{ step, rule, what: 'yes, black and white are swapped' }];
  }
  return photometricInterpretation === 'MONOCHROME1' ? [{ step, rule: 'shape-identity', what: 'no' }] : [];
}

function paddingStep({ padding }: ImageDescription): Done[] {
  if (padding === undefined) return [];
  const { first, last } = padding;
  const values =
    first === last ? `the stored value ${first} is` : `the stored values ${first} to ${last} are`;
  return [{ step: 'padding', rule: 'padding', what: `${values} no picture` }];
}
