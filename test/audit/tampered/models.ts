import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { triageHere } from '../../cli/support/triageHere';
import { ModelsCopy } from '../../inference/shippedModels';
import { fillIn, network } from '../../support/draftedModel';

/** Folders: of the app's models, and of one that a site adds. */
export interface Models {
  readonly app: string;
  readonly added: string;
}

/** The models that come with the app, with their evaluations. They take some seconds for each image. */
export async function shippedModels(): Promise<Models> {
  const [app, others] = [await ModelsCopy.make(), await ModelsCopy.make()];
  return { app: app.directory, added: await others.copyAs('chest-opacity', { version: '9.9.9' }) };
}

const unknown = ['modality', 'bodyPart', 'view', 'age'];

/** A network of one layer in two versions. */
export async function tinyModels(folder: string): Promise<Models> {
  const app = path.join(folder, 'models');
  const onnx = path.join(folder, 'tiny.onnx');
  writeFileSync(onnx, network({ layout: 'NCHW', scores: 2, softmax: false }));
  const labels = ['--labels', 'normal,opacity', '--preset', 'imagenet', '--activation', 'softmax'];
  const { code, stderr } = await triageHere([
    'models',
    'draft',
    onnx,
    '--id',
    'tiny',
    '--out',
    app,
    ...labels,
  ]);
  if (code !== 0) throw new Error(stderr);
  const first = path.join(app, 'tiny', '1.0.0');
  fillIn(path.join(first, 'manifest.json'), (manifest) => {
    delete manifest.labels[0].operatingPoint;
    manifest.labels[1].priority = 'urgent';
    Object.assign(manifest.labels[1].operatingPoint, { threshold: 0.01, band: [0, 0.02] });
    manifest.intendedUse.mayBeUnknown = unknown;
  });
  const standing = { schemaVersion: 1, models: { tiny: { '1.0.0': 'promoted' } } };
  writeFileSync(path.join(app, 'standing.json'), JSON.stringify(standing));
  const added = path.join(folder, 'added', 'tiny', '2.0.0');
  mkdirSync(path.dirname(added), { recursive: true });
  cpSync(first, added, { recursive: true });
  fillIn(path.join(added, 'manifest.json'), (manifest) => {
    manifest.version = '2.0.0';
    delete manifest.labels[0].operatingPoint;
    manifest.intendedUse.mayBeUnknown = unknown;
  });
  return { app, added };
}
