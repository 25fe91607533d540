import { Readable } from 'node:stream';
import {
  type ImageAttributes,
  imageAttributesRecordSchema,
  imageAttributesSchema,
} from '../domain/image/imageAttributes';
import type { ImageContent } from '../domain/image/imageDescription';
import type { NamedPicture } from '../domain/image/namedPicture';
import { framesInPixels } from '../domain/image/singleFrame';
import { placeOf, type StoredFrames } from '../domain/image/storedFrames';
import { type StoredImage, storedImageSchema } from '../domain/image/storedImage';
import { sha256Of } from './hash';
import { join } from './join';
import { pack, unpack } from './packed';
import { packPictures, pictureIn } from './pictures';
import { type BlobParts, jsonBlob, type PreparedBlobs, preparedBlobs } from './preparedBlobs';
import type { SealedBlobs } from './sealedBlobs';

/** `images/{imageId}/image.json`. */
const imageRecordSchema = storedImageSchema.extend({ header: imageAttributesSchema.optional() });

/** A longer header, such as that of a multi-frame image, has a blob of its own: `image.json` is read with each look. */
const headerInRecordBytes = 16_384;

const plainBytes = { contentType: 'application/octet-stream' };
const packedBytes = { ...plainBytes, contentEncoding: 'gzip' };

/** Admitted images without patient data: `{imageId}/…`. */
export class Images {
  constructor(private readonly blobs: SealedBlobs) {}

  /** Nothing is stored yet. The description is written last: if it exists, so do the pixels. */
  async prepare(image: StoredImage, content: ImageContent): Promise<PreparedBlobs> {
    const { imageId } = image;
    const { attributes, codestreams = [] } = content;
    const packed = await packedFrames(image, content.pixels);
    const kept = codestreams.length > 0 ? codestreams : packed;
    const storedFrames = image.frames > 1 ? { storedFrames: await placesOf(kept) } : {};
    const header = headerOf(imageId, attributes);
    return preparedBlobs(this.blobs, [
      { name: `${imageId}/pixels`, bytes: await joined(packed), kind: packedBytes },
      ...(codestreams.length === 0
        ? []
        : [{ name: `${imageId}/codestream`, bytes: await joined(codestreams), kind: plainBytes }]),
      ...header.blobs,
      jsonBlob(
        recordName(imageId),
        imageRecordSchema.parse({ ...image, ...storedFrames, ...header.inRecord }),
      ),
    ]);
  }

  /** The de-identified header of a DICOM file; undefined for a plain picture. */
  async attributes(imageId: string): Promise<ImageAttributes | undefined> {
    const record = await this.blobs.json(recordName(imageId), imageRecordSchema);
    return record?.header ?? this.blobs.json(attributesName(imageId), imageAttributesRecordSchema);
  }

  find(imageId: string): Promise<StoredImage | undefined> {
    return this.blobs.json(recordName(imageId), storedImageSchema);
  }

  /** Stored values of one frame, as `ImageDescription` says. @param frame from 0 */
  async frame(image: StoredImage, frame: number): Promise<Uint8Array | undefined> {
    const packed = await this.packedFrame(image, frame);
    return packed && (await unpack(packed));
  }

  /** The same, as stored: gzip. */
  packedFrame(image: StoredImage, frame: number): Promise<Uint8Array | undefined> {
    const { imageId, storedFrames, codedFrames } = image;
    return this.part(`${imageId}/pixels`, codedFrames === undefined ? storedFrames : undefined, frame);
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
    return this.part(`${imageId}/codestream`, storedFrames, frame);
  }

  /**
   * The pictures that one visit made of an image, as one blob. Nothing is stored yet. @returns also the SHA-256
   * that is its name, in hex; undefined if there are no pictures
   */
  async preparePictures(
    imageId: string,
    pictures: readonly NamedPicture[],
  ): Promise<PreparedBlobs & { readonly sha256: string | undefined }> {
    if (pictures.length === 0) return { ...(await preparedBlobs(this.blobs, [])), sha256: undefined };
    const bytes = packPictures(pictures);
    const sha256 = await sha256Of(bytes);
    const blob = { name: picturesName(imageId, sha256), bytes, kind: plainBytes };
    return { ...(await preparedBlobs(this.blobs, [blob])), sha256 };
  }

  /**
   * One of the pictures that were made of an image; undefined if there is none of that name.
   *
   * @param visits the blobs that hold them, as the image's result names them
   */
  async madePicture(imageId: string, visits: readonly string[], name: string): Promise<Buffer | undefined> {
    for (const sha256 of visits) {
      const packed = await this.blobs.bytes(picturesName(imageId, sha256));
      const found = packed && pictureIn(packed, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** All of a blob, or of the one that holds frames one behind the other, a single one. */
  private part(name: string, frames: StoredFrames | undefined, frame: number): Promise<Buffer | undefined> {
    return frames === undefined ? this.blobs.bytes(name) : this.blobs.part(name, placeOf(frames, frame));
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

async function joined(parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : join(Readable.from(parts));
}

/** Where the header goes: into the record of the image, or into a blob of its own. */
function headerOf(
  imageId: string,
  attributes: ImageAttributes | undefined,
): { readonly inRecord: { readonly header?: ImageAttributes }; readonly blobs: readonly BlobParts[] } {
  if (attributes === undefined) return { inRecord: {}, blobs: [] };
  const record = imageAttributesRecordSchema.parse({ schemaVersion: 1, imageId, ...attributes });
  const blob = jsonBlob(attributesName(imageId), record);
  return blob.bytes.length > headerInRecordBytes
    ? { inRecord: {}, blobs: [blob] }
    : { inRecord: { header: attributes }, blobs: [] };
}

function recordName(imageId: string): string {
  return `${imageId}/image.json`;
}

function attributesName(imageId: string): string {
  return `${imageId}/attributes.json`;
}

function picturesName(imageId: string, sha256: string): string {
  return `${imageId}/pictures/${sha256}`;
}

function pngName(imageId: string, name: string): string {
  return `${imageId}/${name}.png`;
}
