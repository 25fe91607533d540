import { drawChest } from '../../src/cli/synthetic/chest';
import type { GreyPicture } from '../../src/imaging/picture';
import { type Elements, imageFile } from '../dicom/dicomBuilder';

/** A drawn frontal chest for which the shipped model is meant, 300 by 360 pixels. */
export const chest = (): GreyPicture => drawChest(11, { width: 300, height: 360 });

/** The picture with every value changed, by its column and row. */
export function changed(
  picture: GreyPicture,
  change: (value: number, x: number, y: number) => number,
): GreyPicture {
  const { width } = picture;
  return {
    ...picture,
    data: picture.data.map((value, at) => change(value, at % width, Math.floor(at / width))),
  };
}

/** A quarter turn. */
export function turned({ width, height, data }: GreyPicture): GreyPicture {
  const source = (at: number) => (height - 1 - (at % height)) * width + Math.floor(at / height);
  return {
    width: height,
    height: width,
    data: Float32Array.from({ length: data.length }, (_, at) => data[source(at)] as number),
  };
}

/** The picture in the middle of an even ground; `times` as wide and as high. */
export function onGround(picture: GreyPicture, times: number, ground: number): GreyPicture {
  const [width, height] = [picture.width * times, picture.height * times];
  const [left, top] = [(width - picture.width) >> 1, (height - picture.height) >> 1];
  const data = new Float32Array(width * height).fill(ground);
  for (let row = 0; row < picture.height; row += 1)
    data.set(
      picture.data.subarray(row * picture.width, (row + 1) * picture.width),
      (top + row) * width + left,
    );
  return { width, height, data };
}

const pictureOfAChest: Elements = [
  [0x00080068, 'CS', 'FOR PRESENTATION'],
  [0x00101010, 'AS', '050Y'],
  [0x00180015, 'CS', 'CHEST'],
  [0x00185101, 'CS', 'PA'],
];

/** As a radiograph of 8 bits. `more`: attributes that it has beside those of a chest, or in their place. */
export function chestFile(picture: GreyPicture, more: Elements = []): Buffer {
  const { width, height, data } = picture;
  const kept = pictureOfAChest.filter(([tag]) => !more.some(([other]) => other === tag));
  return imageFile({
    rows: height,
    columns: width,
    bits: [8, 8, 7],
    pixelVr: 'OB',
    pixels: Uint8Array.from(data, (value) => Math.round(255 * Math.min(1, Math.max(0, value)))),
    more: [...kept, ...more],
  });
}
