import { ZipFile } from 'yazl';
import type { SkipReason } from '../../src/domain/reasons/skipReason';
import { imageFile } from '../dicom/dicomBuilder';
import { dicomdir } from '../support/dicomdir';
import { zipOf } from '../support/zipOf';
import { type Example, example } from './example';

const image = imageFile({ pixels: [1, 2, 3, 4] });

/** A ZIP with an image and a link, as Unix programs write them. */
async function withLink(): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(image, 'IMAGE');
  zip.addBuffer(Buffer.from('IMAGE'), 'LINK', { mode: 0o120777 });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** An export for each reason to leave out a file in it. */
export const skipExamples: Readonly<Record<SkipReason, Example>> = {
  index: example('an export with a DICOMDIR', () => zipOf({ DICOMDIR: dicomdir('IMAGE'), IMAGE: image })),
  'system-file': example('an export with a .DS_Store', () =>
    zipOf({ IMAGE: image, '.DS_Store': Buffer.from('x') }),
  ),
  link: example('an export with a symbolic link', withLink),
  'not-in-index': example(
    'an export with a DICOMDIR that does not name its viewer',
    () => zipOf({ DICOMDIR: dicomdir('IMAGE'), IMAGE: image, 'VIEWER.EXE': Buffer.from('MZ') }),
    { also: ['index'] },
  ),
};
