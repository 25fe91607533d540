import { readFileSync } from 'node:fs';
import { RefusedError } from '../../src/domain/reasons/refusals';
import { disagreements } from '../hostile/disagreements';
import { PydicomReader } from '../hostile/pydicomReader';
import { describeWith, python } from '../support/requirements';
import { isImage, publicFolder, readPublicFiles } from './publicFiles';

jest.setTimeout(300_000);

const pydicom = python('pydicom');

describeWith([publicFolder, pydicom], 'attributes of public files', () => {
  /** The clinical bug: a picture with another patient's id, or with a window that nobody wrote. */
  test('what decides how a picture is understood is what pydicom reads', async () => {
    const reader = new PydicomReader(pydicom.program);
    const different: string[] = [];
    let images = 0;
    for (const { name, path, outcome } of await readPublicFiles()) {
      if (outcome instanceof RefusedError) continue;
      const theirs = await reader.read(readFileSync(path));
      if (theirs === undefined) continue;
      if (isImage(outcome)) images += 1;
      for (const one of disagreements(outcome, theirs)) different.push(`${name} ${JSON.stringify(one)}`);
    }
    reader.close();
    expect(different).toEqual([]);
    expect(images).toBeGreaterThanOrEqual(200);
  });
});
