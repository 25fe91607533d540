import { drawChest } from '../../src/cli/synthetic/chest';
import { writeDx } from '../../src/cli/synthetic/writeDx';

/** A name that must not be found where it does not belong. */
export const canary = 'KANARIENVOGEL';

type Dx = Parameters<typeof writeDx>[1];

/**
 * A chest X-ray of a patient of that name, as a DICOM file.
 *
 * @param root two digits that the UIDs of one test begin with, after `2.25.`
 */
export function canaryDicom(
  seed: number,
  root: string,
  more: Partial<Dx> = {},
  size = { width: 128, height: 160 },
): Uint8Array {
  return writeDx(drawChest(seed, size), {
    photometric: 'MONOCHROME2',
    studyUid: `2.25.${root}1${seed}`,
    seriesUid: `2.25.${root}2${seed}`,
    sopUid: `2.25.${root}3${seed}`,
    patientName: `SYNTHETIC^${canary}`,
    patientId: `${canary}-ID`,
    ageYears: 50,
    sex: 'F',
    bodyPart: 'CHEST',
    view: 'PA',
    ...more,
  });
}
