import { spawnSync } from 'node:child_process';
import path from 'node:path';
import sharp from 'sharp';
import type { GateManifest } from '../../../src/inference/manifest/manifest';
import type { LoadedModel } from '../../../src/inference/repository/admission';
import { loadModelRepository } from '../../../src/inference/repository/modelRepository';
import { Examination } from '../../../src/inference/run/examination';
import { openGrey } from '../../support/openPictures';
import { shippedModels } from '../shippedModels';

const drawing = path.resolve(__dirname, '../../../scripts/gating/phantom3d.mjs');

/** Lateral views of a synthetic chest as PNGs, drawn by an ES module, which a test cannot load itself. */
function lateralViews(seeds: readonly number[]): Buffer[] {
  const program = `
    import { projections } from ${JSON.stringify(drawing)};
    for await (const png of projections('lateral', ${JSON.stringify(seeds)})) console.log(png.toString('base64'));`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .map((line) => Buffer.from(line, 'base64'));
}

async function examined(picture: sharp.Sharp): Promise<Examination> {
  const { data, info } = await picture.greyscale().raw().toBuffer({ resolveWithObject: true });
  const values = Float32Array.from({ length: info.width * info.height }, (_, at) => {
    return (data[at * info.channels] as number) / 255;
  });
  return new Examination(openGrey({ width: info.width, height: info.height, data: values }), 50);
}

let gate: LoadedModel<GateManifest>;
let views: Buffer[];
beforeAll(async () => {
  const repository = await loadModelRepository(shippedModels);
  gate = repository.gates[0] as LoadedModel<GateManifest>;
  // Cut to the body alone, without any air beside it, all of these would pass.
  views = lateralViews([20, 22]);
});

const frame = (grey: number) => ({
  ...{ left: 44, right: 44, top: 48, bottom: 48 },
  background: { r: grey, g: grey, b: grey },
});

test.each([
  ['as they are', (view: sharp.Sharp) => view],
  ['in a black frame', (view: sharp.Sharp) => view.extend(frame(0))],
  ['in a white frame', (view: sharp.Sharp) => view.extend(frame(255))],
])('lateral views %s do not pass the gate, though they have borders that are cut off', async (_, change) => {
  for (const view of views) {
    const examination = await examined(change(sharp(view)));
    expect((await examination.judgement()).notes).toContain('border-cut-off');
    expect(await examination.gate(gate)).toMatchObject({ reason: 'not-the-right-picture' });
  }
});
