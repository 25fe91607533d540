import type { z } from 'zod';
import {
  type ImageAttributes,
  imageAttributesRecordSchema,
  imageAttributesSchema,
} from '../../domain/image/imageAttributes';
import type { ImageContent } from '../../domain/image/imageDescription';
import type { NamedPicture } from '../../domain/image/namedPicture';
import { framesInPixels } from '../../domain/image/singleFrame';
import { placeOf, type StoredFrames } from '../../domain/image/storedFrames';
import { type StoredImage, storedImageSchema } from '../../domain/image/storedImage';
import { sha256Of } from '../blobs/hash';
import { parseJson } from '../blobs/jsonBlobs';
import { type PreparedBlobs, preparedBlobs } from '../blobs/preparedBlobs';
import type { SealedBlobs } from '../blobs/sealedBlobs';
import { imagePack, imageParts, isPicturesPart, packedPartOf, picturesPart } from './imagePack';
import { pack, unpack } from './packed';
import { type ContentPart, PackedBlobs } from './packedBlobs';
import { packPictures, pictureIn } from './pictures';

/** What an image is, with its header. */
const imageRecordSchema = storedImageSchema.extend({ header: imageAttributesSchema.optional() });

/** A longer header, such as that of a multi-frame image, is a part of its own: the description is read with each look. */
const headerInRecordBytes = 16_384;

const plainBytes = { contentType: 'application/octet-stream' };
const packedBytes = { ...plainBytes, contentEncoding: 'gzip' };

/** Pictures that are about to be stored. */
export interface PreparedPictures extends PreparedBlobs {
  /** Names those of where models looked, in hex; undefined if there are none. */
  readonly sha256: string | undefined;
}

/** An image that is about to be stored. */
export interface PreparedImage {
  /** @param pictures where models looked */
  withPictures(preview: Uint8Array | undefined, pictures: readonly NamedPicture[]): Promise<PreparedPictures>;
}

/** Admitted images without patient data: `{imageId}/…`. */
export class Images {
  private readonly packs: PackedBlobs;

  constructor(private readonly blobs: SealedBlobs) {
    this.packs = new PackedBlobs(blobs);
  }

  /**
   * Everything that follows from the file, as one blob. Nothing is stored yet, and the pixels may be moved away once
   * this returns. Where the image was stored before, only the pictures are, if it has not the same.
   */
  async prepare(image: StoredImage, content: ImageContent): Promise<PreparedImage> {
    const { imageId } = image;
    const { attributes, codestreams = [] } = content;
    const packed = await packedFrames(image, content.pixels);
    const kept = codestreams.length > 0 ? codestreams : packed;
    const storedFrames = image.frames > 1 ? { storedFrames: await placesOf(kept) } : {};
    const header = headerOf(imageId, attributes);
    const record = imageRecordSchema.parse({ ...image, ...storedFrames, ...header.inRecord });
    const parts: readonly ContentPart[] = [
      { name: imageParts.description, bytes: [jsonBytes(record)] },
      ...(header.apart === undefined ? [] : [{ name: imageParts.header, bytes: [header.apart] }]),
      { name: imageParts.pixels, bytes: packed },
      ...(codestreams.length === 0 ? [] : [{ name: imageParts.codestream, bytes: codestreams }]),
    ];
    return {
      withPictures: (preview, pictures) => this.#withPictures(imageId, parts, preview, pictures),
    };
  }

  async #withPictures(
    imageId: string,
    parts: readonly ContentPart[],
    preview: Uint8Array | undefined,
    pictures: readonly NamedPicture[],
  ): Promise<PreparedPictures> {
    const pack = imagePack(imageId);
    const beside = await this.preparePictures(imageId, pictures);
    const { sha256 } = beside;
    const part = sha256 === undefined ? undefined : picturesPart(sha256);
    const { contents, store } = await this.packs.prepare(pack, [
      ...parts,
      ...(preview === undefined ? [] : [{ name: imageParts.preview, bytes: [preview] }]),
      ...(part === undefined ? [] : [{ name: part, bytes: [packPictures(pictures)] }]),
    ]);
    return {
      contents,
      sha256,
      store: async () => {
        if (await store()) return true;
        if (part !== undefined && !(await this.packs.names(pack)).includes(part)) await beside.store();
        return false;
      },
    };
  }

  /** The de-identified header of a DICOM file; undefined for a plain picture. */
  async attributes(imageId: string): Promise<ImageAttributes | undefined> {
    const record = await this.json(imageId, imageParts.description, imageRecordSchema);
    return record?.header ?? this.json(imageId, imageParts.header, imageAttributesRecordSchema);
  }

  find(imageId: string): Promise<StoredImage | undefined> {
    return this.json(imageId, imageParts.description, storedImageSchema);
  }

  /** By which a person recognises the image: a PNG. */
  preview(imageId: string): Promise<Buffer | undefined> {
    return this.packs.part(imagePack(imageId), imageParts.preview);
  }

  /** Whether a content of an image is what the app wrote, or is not there. @param name below the container */
  async isIntact(name: string): Promise<boolean> {
    const packed = packedPartOf(name);
    if (packed === undefined) return this.blobs.isIntact(name);
    const isIntact = await this.packs.isIntact(packed.pack, packed.part);
    return isIntact && (!isPicturesPart(packed.part) || this.blobs.isIntact(name));
  }

  private async json<T>(imageId: string, part: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const bytes = await this.packs.part(imagePack(imageId), part);
    const { containerName } = this.blobs.container;
    return bytes && parseJson(bytes, schema, { containerName, name: `${imageId}/${part}` });
  }

  /** Stored values of one frame, as `ImageDescription` says. @param frame from 0 */
  async frame(image: StoredImage, frame: number): Promise<Uint8Array | undefined> {
    const packed = await this.packedFrame(image, frame);
    return packed && (await unpack(packed));
  }

  /** The same, as stored: gzip. */
  packedFrame(image: StoredImage, frame: number): Promise<Uint8Array | undefined> {
    const { imageId, storedFrames, codedFrames } = image;
    return this.part(imageId, imageParts.pixels, codedFrames === undefined ? storedFrames : undefined, frame);
  }

  /** For a reduced image: all stored values of the full picture, gzip, if somebody has opened it before. */
  packedFull(imageId: string): Promise<Uint8Array | undefined> {
    return this.blobs.bytes(`${imageId}/full`);
  }

  /** @param pixels stored values of the full picture */
  async storeFull(imageId: string, pixels: Uint8Array): Promise<void> {
    const packed = await pack(pixels);
    await this.blobs.create(`${imageId}/full`, packed, packedBytes);
  }

  /** A frame as it was compressed, of an image whose stored pixels are reduced or of its first frame alone. */
  codestream({ imageId, storedFrames }: StoredImage, frame: number): Promise<Uint8Array | undefined> {
    return this.part(imageId, imageParts.codestream, storedFrames, frame);
  }

  /**
   * Where models looked on a visit of a stored image, as one blob. Nothing is stored yet.
   */
  async preparePictures(imageId: string, pictures: readonly NamedPicture[]): Promise<PreparedPictures> {
    if (pictures.length === 0) return { ...(await preparedBlobs(this.blobs, [])), sha256: undefined };
    const bytes = packPictures(pictures);
    const sha256 = await sha256Of(bytes);
    const blob = { name: `${imageId}/${picturesPart(sha256)}`, bytes, kind: plainBytes };
    return { ...(await preparedBlobs(this.blobs, [blob])), sha256 };
  }

  /**
   * One of the pictures that were made of an image; undefined if there is none of that name.
   *
   * @param visits those after which a blob was stored beside the image, as its result names them
   */
  async madePicture(imageId: string, visits: readonly string[], name: string): Promise<Buffer | undefined> {
    const pack = imagePack(imageId);
    const within = (await this.packs.names(pack)).filter(isPicturesPart);
    for (const part of new Set([...within, ...visits.map(picturesPart)])) {
      const packed = within.includes(part)
        ? await this.packs.part(pack, part)
        : await this.blobs.bytes(`${imageId}/${part}`);
      const found = packed && pictureIn(packed, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** All of a part, or of the one that holds frames one behind the other, a single one. */
  private part(
    imageId: string,
    part: string,
    frames: StoredFrames | undefined,
    frame: number,
  ): Promise<Buffer | undefined> {
    return this.packs.part(imagePack(imageId), part, frames && placeOf(frames, frame));
  }

  /** A picture that was made for somebody who looks at the image. */
  async storePng(imageId: string, name: string, png: Uint8Array): Promise<void> {
    await this.blobs.create(pngName(imageId, name), png, { contentType: 'image/png' });
  }

  png(imageId: string, name: string): Promise<Buffer | undefined> {
    return this.blobs.bytes(pngName(imageId, name));
  }
}

/** Gzip streams one behind the other are one of all their contents, RFC 1952, section 2.2. */
async function packedFrames(image: StoredImage, pixels: Uint8Array): Promise<readonly Uint8Array[]> {
  const count = Math.max(1, framesInPixels(image));
  const bytes = pixels.length / count;
  const packed: Uint8Array[] = [];
  for (let frame = 0; frame < count; frame += 1)
    packed.push(await pack(pixels.subarray(frame * bytes, (frame + 1) * bytes)));
  return packed;
}

async function placesOf(frames: readonly Uint8Array[]): Promise<StoredFrames> {
  const places: { bytes: number; sha256: string }[] = [];
  for (const frame of frames) places.push({ bytes: frame.length, sha256: await sha256Of(frame) });
  return places;
}

/** Where the header goes: into the description of the image, or into a part of its own. */
function headerOf(
  imageId: string,
  attributes: ImageAttributes | undefined,
): { readonly inRecord: { readonly header?: ImageAttributes }; readonly apart?: Buffer } {
  if (attributes === undefined) return { inRecord: {} };
  const apart = jsonBytes(imageAttributesRecordSchema.parse({ schemaVersion: 1, imageId, ...attributes }));
  return apart.length > headerInRecordBytes ? { inRecord: {}, apart } : { inRecord: { header: attributes } };
}

function jsonBytes(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function pngName(imageId: string, name: string): string {
  return `${imageId}/${name}.png`;
}
