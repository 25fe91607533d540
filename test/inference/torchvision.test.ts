import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawChest } from '../../src/cli/synthetic/chest';
import { writePng } from '../../src/cli/synthetic/writePicture';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { readPicture } from '../../src/imaging/plain/readPicture';
import type { ModelInput } from '../../src/inference/manifest/manifest';
import { frameWhole, toTensor } from '../../src/inference/run/preprocess';
import { openHere } from '../support/openPictures';
import { describeWith, python } from '../support/requirements';
import { TemporaryFolder } from '../support/temporaryFolder';

const torchvision = python('torchvision', 'PIL');
const std = [0.229, 0.224, 0.225];

/** What `triage models draft --preset imagenet` writes. */
const input: ModelInput = {
  name: 'input',
  layout: 'NCHW',
  width: 224,
  height: 224,
  channels: ['picture', 'picture', 'picture'],
  source: 'display',
  fit: 'crop',
  cropShare: 0.875,
  resampling: 'triangle',
  normalise: { kind: 'mean-std', valueRange: [0, 1], mean: [0.485, 0.456, 0.406], std },
};

async function ours(file: string): Promise<Float32Array> {
  const { description, pixels } = await readPicture(readFileSync(file), defaultReadLimits);
  const { samples } = await frameWhole(openHere(description, pixels), 'display', input);
  return toTensor(samples, input).data;
}

/** Resize(256), CenterCrop(224), ToTensor, Normalize of torchvision itself. */
function theirs(file: string): Float32Array {
  const out = `${file}.tensor`;
  const script = path.join(__dirname, 'torchvision_tensor.py');
  const { status, stderr } = spawnSync(torchvision.program, [script], { input: `${file}\t${out}\n` });
  if (status !== 0) throw new Error(stderr.toString());
  return new Float32Array(new Uint8Array(readFileSync(out)).buffer);
}

/** Absolute differences as shares of the range from black to white. */
function differences(a: Float32Array, b: Float32Array): { mean: number; most: number } {
  const plane = input.width * input.height;
  let [sum, most] = [0, 0];
  for (let at = 0; at < a.length; at++) {
    const share = Math.abs((a[at] as number) - (b[at] as number)) * (std[Math.floor(at / plane)] as number);
    sum += share;
    most = Math.max(most, share);
  }
  return { mean: sum / a.length, most };
}

async function compare(folder: TemporaryFolder, width: number, height: number) {
  const file = folder.file(`${width}x${height}.png`);
  writeFileSync(file, await writePng(drawChest(3, { width, height }), 8));
  const [mine, other] = [await ours(file), theirs(file)];
  expect([mine.length, other.length]).toEqual([3 * 224 * 224, 3 * 224 * 224]);
  // A picture that says nothing would agree as well.
  const deviation = other.reduce((total, value) => total + Math.abs(value), 0) / other.length;
  expect(deviation).toBeGreaterThan(0.1);
  return differences(mine, other);
}

describeWith([torchvision], "ImageNet's preprocessing against torchvision's own", () => {
  const folder = new TemporaryFolder();
  afterAll(() => folder.remove());

  // Pillow rounds to whole grey levels after the rows, and again after the columns; we do not round.
  test.each([
    ['one of exactly 256', 256, 256],
    ['one that is enlarged', 120, 120],
    ['an upright one', 1024, 1280],
    ['a lying one', 1280, 1024],
    ['a large one', 2048, 2560],
  ])('%s, %d x %d: one grey level at most', async (_, width, height) => {
    const { mean, most } = await compare(folder, width, height);
    expect(mean).toBeLessThan(0.5 / 255);
    expect(most).toBeLessThan(1.01 / 255);
  });

  // torchvision resizes to whole pixels, and cuts at whole ones: here at 42 of 307, and we at 41.6 of 307.2.
  test('one whose middle lies between two pixels: shifted by less than half a sample', async () => {
    const { mean } = await compare(folder, 1000, 1200);
    expect(mean).toBeLessThan(2.5 / 255);
  });
});
