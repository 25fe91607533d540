import { automaticVoi, isGrey, isInverted } from '../../../domain/image/displayFunction';
import type { ImageDescription } from '../../../domain/image/imageDescription';

/** One step from stored values to the display picture: what is done, and which attributes say so. */
export interface DisplayStep {
  readonly step: 'modality' | 'display' | 'inversion' | 'padding';
  readonly what: string;
  readonly from: string;
}

/** How the first frame becomes a display picture, in the order of the steps. */
export function displaySteps(image: ImageDescription): DisplayStep[] {
  if (image.frames === 0) return [];
  if (!isGrey(image))
    return [
      { step: 'display', what: 'the luminance of its colours (BT.601)', from: 'no window applies to colour' },
    ];
  const frame = image.perFrame?.[0];
  const where = frame === undefined ? '' : ', of the first frame';
  const inForce = { ...image, ...frame };
  return [
    modalityStep(inForce, where),
    ...paddingStep(image),
    voiStep(inForce, where),
    ...inversionStep(image),
  ];
}

function modalityStep({ modalityTransform }: ImageDescription, where: string): DisplayStep {
  const step = 'modality';
  switch (modalityTransform.kind) {
    case 'identity':
      return { step, what: 'stored values as they are', from: 'neither a table nor a rescale applies' };
    case 'linear': {
      const { slope, intercept } = modalityTransform;
      const from = `Rescale Slope (0028,1053) and Intercept (0028,1052)${where}`;
      return { step, what: `stored value × ${slope} + ${intercept}`, from };
    }
    case 'lut': {
      const what = `a table of ${modalityTransform.table.values.length} entries`;
      return { step, what, from: `Modality LUT Sequence (0028,3000)${where}` };
    }
  }
}

function voiStep(image: ImageDescription, where: string): DisplayStep {
  const step = 'display';
  const chosen = automaticVoi(image);
  switch (chosen.kind) {
    case 'window': {
      const { centre, width, function: name } = chosen.window;
      const count = image.windows.length;
      const from = `Window Center (0028,1050) and Width (0028,1051)${where}${firstOf(count)}`;
      return { step, what: `window, centre ${centre}, width ${width}, ${name}`, from };
    }
    case 'table': {
      const what = `a table of ${chosen.table.values.length} entries`;
      return { step, what, from: `VOI LUT Sequence (0028,3010)${firstOf(image.voiTables.length)}` };
    }
    case 'bits':
      return {
        step,
        what: `all ${image.bitsStored} bits as they are`,
        from: 'the file has no window and no table',
      };
    case 'range': {
      const what = 'from the least to the greatest value of the frame';
      return { step, what, from: 'the file has no window and no table' };
    }
  }
}

function firstOf(count: number): string {
  return count > 1 ? `, the first of ${count}` : '';
}

function inversionStep(image: ImageDescription): DisplayStep[] {
  if (!isInverted(image)) return [];
  const from =
    image.presentationLutShape === undefined
      ? 'Photometric Interpretation (0028,0004) is MONOCHROME1'
      : 'Presentation LUT Shape (2050,0020) is INVERSE';
  return [{ step: 'inversion', what: 'black and white are swapped', from }];
}

function paddingStep({ padding }: ImageDescription): DisplayStep[] {
  if (padding === undefined) return [];
  const { first, last } = padding;
  const values =
    first === last ? `the stored value ${first} is` : `the stored values ${first} to ${last} are`;
  return [{ step: 'padding', what: `${values} no picture`, from: 'Pixel Padding Value (0028,0120)' }];
}
