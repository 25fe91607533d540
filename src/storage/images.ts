import { Readable } from 'node:stream';
import type { Content } from '../domain/audit/contents';
import { type ImageAttributes, imageAttributesRecordSchema } from '../domain/image/imageAttributes';
import type { ImageContent } from '../domain/image/imageDescription';
import { framesInPixels } from '../domain/image/singleFrame';
import { placeOf, type StoredFrames } from '../domain/image/storedFrames';
import { type StoredImage, storedImageSchema } from '../domain/image/storedImage';
import { type Analysis, analysisRecordSchema, type ModelRef } from '../domain/models/analysis';
import { heatMapName } from '../domain/models/heatMapName';
import { sha256Of } from './hash';
import { join } from './join';
import { pack, unpack } from './packed';
import { type BlobParts, jsonBlob, type PreparedBlobs, preparedBlobs } from './preparedBlobs';
import type { SealedBlobs } from './sealedBlobs';

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
    return preparedBlobs(this.blobs, [
      { name: `${imageId}/pixels`, bytes: await joined(packed), kind: packedBytes },
      ...(codestreams.length === 0
        ? []
        : [{ name: `${imageId}/codestream`, bytes: await joined(codestreams), kind: plainBytes }]),
      ...(attributes === undefined ? [] : [attributesBlob(imageId, attributes)]),
      jsonBlob(`${imageId}/image.json`, storedImageSchema.parse({ ...image, ...storedFrames })),
    ]);
  }

  /** The de-identified header of a DICOM file; undefined for a plain picture. */
  attributes(imageId: string): Promise<ImageAttributes | undefined> {
    return this.blobs.json(attributesName(imageId), imageAttributesRecordSchema);
  }

  find(imageId: string): Promise<StoredImage | undefined> {
    return this.blobs.json(`${imageId}/image.json`, storedImageSchema);
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

  /** A later one replaces an earlier one: the model may have failed earlier. */
  async storeAnalysis(imageId: string, analysis: Analysis, heatMaps: readonly string[]): Promise<void> {
    const record = analysisRecordSchema.parse({ schemaVersion: 1, imageId, analysis, heatMaps });
    await this.blobs.putJson(analysisName(imageId, analysis.model), record);
  }

  async analysis(imageId: string, model: ModelRef): Promise<Analysis | undefined> {
    return (await this.analysisRecord(imageId, model))?.analysis;
  }

  /** The same, and all that is stored of it, heat maps included. */
  async answer(imageId: string, model: ModelRef) {
    const record = await this.analysisRecord(imageId, model);
    if (record === undefined) return undefined;
    const { analysis, heatMaps } = record;
    const maps = heatMaps.map((label) => pngName(imageId, heatMapName(model, label)));
    return { analysis, contents: await this.blobs.contents([analysisName(imageId, model), ...maps]) };
  }

  /** The preview as stored; empty if there is none. */
  previewContents(imageId: string): Promise<Content[]> {
    return this.blobs.contents([pngName(imageId, 'preview')]);
  }

  /** All of a blob, or of the one that holds frames one behind the other, a single one. */
  private part(name: string, frames: StoredFrames | undefined, frame: number): Promise<Buffer | undefined> {
    return frames === undefined ? this.blobs.bytes(name) : this.blobs.part(name, placeOf(frames, frame));
  }

  private analysisRecord(imageId: string, model: ModelRef) {
    return this.blobs.json(analysisName(imageId, model), analysisRecordSchema);
  }

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

function attributesBlob(imageId: string, attributes: ImageAttributes): BlobParts {
  const record = imageAttributesRecordSchema.parse({ schemaVersion: 1, imageId, ...attributes });
  return jsonBlob(attributesName(imageId), record);
}

function attributesName(imageId: string): string {
  return `${imageId}/attributes.json`;
}

function analysisName(imageId: string, model: ModelRef): string {
  return `${imageId}/analyses/${model.id}@${model.version}-${model.sha256.slice(0, 16)}.json`;
}

function pngName(imageId: string, name: string): string {
  return `${imageId}/${name}.png`;
}
