import type { NamedPicture } from '../../domain/image/namedPicture';

interface Place {
  readonly name: string;
  /** How many it has. */
  readonly bytes: number;
}

const newline = 0x0a;

/** Pictures as one blob: a line of JSON with the name and length of each, then one behind the other. */
export function packPictures(pictures: readonly NamedPicture[]): Buffer {
  const places: Place[] = pictures.map(({ name, png }) => ({ name, bytes: png.length }));
  return Buffer.concat([Buffer.from(`${JSON.stringify(places)}\n`), ...pictures.map(({ png }) => png)]);
}

/** Undefined if none of them has that name. */
export function pictureIn(packed: Buffer, name: string): Buffer | undefined {
  const end = packed.indexOf(newline);
  const places: readonly Place[] = JSON.parse(packed.toString('utf8', 0, end));
  const at = places.findIndex((place) => place.name === name);
  if (at < 0) return undefined;
  const start = places.slice(0, at).reduce((sum, { bytes }) => sum + bytes, end + 1);
  return packed.subarray(start, start + (places[at] as Place).bytes);
}
