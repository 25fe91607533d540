import { drawChest } from '../../src/cli/synthetic/chest';
import { uidFor } from '../../src/cli/synthetic/uid';
import { writeDx } from '../../src/cli/synthetic/writeDx';
import { writePng } from '../../src/cli/synthetic/writePicture';

export interface BatchFile {
  readonly extension: string;
  readonly bytes: Uint8Array;
}

const size = { width: 128, height: 160 };

/** Small files, no two alike and each a study of its own: DICOM and PNG by turns, and some that are refused. */
export async function batch(seed: number, good: number, bad: number): Promise<BatchFile[]> {
  const files: BatchFile[] = [];
  for (let index = 0; index < good; index += 1) {
    const picture = drawChest(seed * 1000 + index, size);
    if (index % 2 === 1) {
      files.push({ extension: '.png', bytes: await writePng(picture, 8) });
      continue;
    }
    const uid = (what: string) => uidFor(`chaos/${seed}/${index}/${what}`);
    const bytes = writeDx(picture, {
      photometric: index % 4 === 0 ? 'MONOCHROME1' : 'MONOCHROME2',
      studyUid: uid('study'),
      seriesUid: uid('series'),
      sopUid: uid('instance'),
      patientName: `SYNTHETIC^${index}`,
      patientId: `SYN-${seed}-${index}`,
      ageYears: 60,
      sex: 'O',
      bodyPart: 'CHEST',
      view: 'PA',
    });
    files.push({ extension: '.dcm', bytes });
  }
  const broken = files
    .slice(0, bad)
    .map(({ extension, bytes }) => ({ extension, bytes: bytes.slice(0, -100) }));
  const step = Math.floor(good / (bad + 1));
  for (const [index, file] of broken.entries()) files.splice((index + 1) * step, 0, file);
  return files;
}
