import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { triageHere } from '../../cli/support/triageHere';
import { fillIn, network } from '../../support/draftedModel';

/**
 * Networks of one layer, by the views that they are for: of AP one speaks, of LL two, of PA two with another
 * in shadow, of RL only the one in shadow.
 */
const models = [
  { id: 'first', version: '1.0.0', standing: 'promoted', views: ['AP', 'PA', 'LL'] },
  { id: 'second', version: '1.0.0', standing: 'promoted', views: ['PA', 'LL'] },
  { id: 'first', version: '2.0.0', standing: 'shadow', views: ['PA', 'RL'] },
];

/** @returns the folder of these models */
export async function modelsIn(folder: string): Promise<string> {
  const directory = path.join(folder, 'models');
  const onnx = path.join(folder, 'tiny.onnx');
  writeFileSync(onnx, network({ layout: 'NCHW', scores: 2, softmax: false }));
  const standing: Record<string, Record<string, string>> = {};
  for (const { id, version, views, ...one } of models) {
    const labels = ['--labels', 'normal,opacity', '--preset', 'imagenet', '--activation', 'softmax'];
    const where = ['--id', id, '--model-version', version, '--out', directory];
    const { code, stderr } = await triageHere(['models', 'draft', onnx, ...where, ...labels]);
    if (code !== 0) throw new Error(stderr);
    fillIn(path.join(directory, id, version, 'manifest.json'), (manifest) => {
      delete manifest.labels[0].operatingPoint;
      Object.assign(manifest.intendedUse, { views, mayBeUnknown: ['age'] });
    });
    standing[id] = { ...standing[id], [version]: one.standing };
  }
  writeFileSync(
    path.join(directory, 'standing.json'),
    JSON.stringify({ schemaVersion: 1, models: standing }),
  );
  return directory;
}
