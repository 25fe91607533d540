import { createHash } from 'node:crypto';
import { drawChest } from '../../src/cli/synthetic/chest';
import { type SyntheticCase, syntheticCases } from '../../src/cli/synthetic/syntheticCases';
import { readFile } from '../../src/decoder/child/readFile';
import type { ReadImage } from '../../src/domain/image/imageDescription';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { displayPicture } from '../../src/imaging/transforms/displayPicture';

const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
let cases: SyntheticCase[];
const images = new Map<string, ReadImage>();

function imageOf(name: string): ReadImage {
  const image = images.get(name);
  if (image === undefined) throw new Error(`no image ${name}`);
  return image;
}

beforeAll(async () => {
  cases = await syntheticCases(1);
  for (const { name, bytes } of cases) {
    if (name !== 'cut-off.dcm') images.set(name, await readFile(bytes, name, defaultReadLimits));
  }
});

test('the same seed gives the same bytes, another one others', async () => {
  const again = await syntheticCases(1);
  expect(again.map(({ bytes }) => sum(bytes))).toEqual(cases.map(({ bytes }) => sum(bytes)));
  expect(drawChest(2).data).not.toEqual(drawChest(3).data);
});

test('every file but the broken one is read without a note', () => {
  for (const image of images.values()) expect(image.description.notes).toEqual([]);
  expect(images.size).toBe(cases.length - 1);
});

test('the broken one is truncated', async () => {
  const broken = cases.find(({ name }) => name === 'cut-off.dcm');
  await expect(
    readFile(broken?.bytes ?? new Uint8Array(0), 'x.dcm', defaultReadLimits),
  ).rejects.toMatchObject({
    code: 'truncated',
  });
});

test('the twins are shown the same to 1e-6', () => {
  const [one, two] = ['chest-monochrome1.dcm', 'chest-monochrome2.dcm'].map((name) => {
    const { description, pixels } = imageOf(name);
    return { description, pixels, picture: displayPicture(description, pixels) };
  });
  expect(one?.description.photometricInterpretation).toBe('MONOCHROME1');
  expect(two?.description.photometricInterpretation).toBe('MONOCHROME2');
  expect(sum(one?.pixels ?? new Uint8Array(0))).not.toBe(sum(two?.pixels ?? new Uint8Array(0)));
  const data = two?.picture.data ?? new Float32Array(0);
  const worst = data.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (one?.picture.data[index] ?? 9))),
    0,
  );
  expect(worst).toBeLessThan(1e-6);
});

test('the display picture is the drawing, to the 12 bits that are stored', () => {
  const { description, pixels } = imageOf('chest-monochrome2.dcm');
  const shown = displayPicture(description, pixels).data;
  const drawn = drawChest(1001).data;
  const worst = shown.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (drawn[index] ?? 9))),
    0,
  );
  expect(worst).toBeLessThanOrEqual(0.5 / 4095 + 1e-6);
});

test('one study has three images, the others are studies of their own', () => {
  const studies = [...images.values()].flatMap(({ identity }) => identity.studyInstanceUid ?? []);
  const counts = new Map<string, number>();
  for (const uid of studies) counts.set(uid, (counts.get(uid) ?? 0) + 1);
  expect([...counts.values()].sort()).toEqual([1, 1, 1, 1, 1, 3]);
});

test('nobody can be meant by a name', () => {
  for (const { identity, description } of images.values()) {
    if (description.format === 'dicom') expect(identity.patientName).toMatch(/^SYNTHETIC\^/);
  }
});

test('lungs are dark, the heart and what lies under the diaphragm are bright', () => {
  const { width, height, data } = drawChest(5);
  const mean = (x: number, y: number) => {
    let total = 0;
    for (let row = -10; row <= 10; row += 1) {
      for (let column = -10; column <= 10; column += 1) {
        total += data[(Math.round(y * height) + row) * width + Math.round(x * width) + column] ?? 0;
      }
    }
    return total / 441;
  };
  for (const lung of [mean(0.27, 0.45), mean(0.73, 0.35)]) {
    expect(lung).toBeLessThan(0.35);
    expect(mean(0.55, 0.6)).toBeGreaterThan(lung + 0.3);
    expect(mean(0.3, 0.88)).toBeGreaterThan(lung + 0.2);
  }
  expect(mean(0.05, 0.03)).toBeLessThan(0.1);
});

test('an opacity is brighter where it was planted, and nowhere far from it', () => {
  const opacity = { x: 0.27, y: 0.45, radius: 0.05, strength: 0.6 };
  const [without, with1] = [drawChest(5), drawChest(5, { opacity })];
  const difference = (x: number, y: number) => {
    const at = Math.round(y * with1.height) * with1.width + Math.round(x * with1.width);
    return (
      Array.from({ length: 40 }, (_, i) => (with1.data[at + i] ?? 0) - (without.data[at + i] ?? 0)).reduce(
        (a, b) => a + b,
      ) / 40
    );
  };
  expect(difference(0.26, 0.45)).toBeGreaterThan(0.2);
  expect(Math.abs(difference(0.75, 0.4))).toBeLessThan(0.02);
});
