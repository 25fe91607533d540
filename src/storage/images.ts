import type { Content } from '../domain/audit/contents';
import { type ImageAttributes, imageAttributesRecordSchema } from '../domain/image/imageAttributes';
import type { ImageContent } from '../domain/image/imageDescription';
import { type StoredImage, storedImageSchema } from '../domain/image/storedImage';
import { type Analysis, analysisRecordSchema, type ModelRef } from '../domain/models/analysis';
import { heatMapName } from '../domain/models/heatMapName';
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
    const { pixels, codestream, attributes } = content;
    const { imageId } = image;
    return preparedBlobs(this.blobs, [
      { name: `${imageId}/pixels`, bytes: await pack(pixels), kind: packedBytes },
      ...(codestream === undefined
        ? []
        : [{ name: `${imageId}/codestream`, bytes: codestream, kind: plainBytes }]),
      ...(attributes === undefined ? [] : [attributesBlob(imageId, attributes)]),
      jsonBlob(`${imageId}/image.json`, storedImageSchema.parse(image)),
    ]);
  }

  /** The de-identified header of a DICOM file; undefined for a plain picture. */
  attributes(imageId: string): Promise<ImageAttributes | undefined> {
    return this.blobs.json(attributesName(imageId), imageAttributesRecordSchema);
  }

  find(imageId: string): Promise<StoredImage | undefined> {
    return this.blobs.json(`${imageId}/image.json`, storedImageSchema);
  }

  /** Stored values of all frames, as `ImageDescription` says. */
  async pixels(imageId: string): Promise<Uint8Array | undefined> {
    const packed = await this.blobs.bytes(`${imageId}/pixels`);
    return packed && (await unpack(packed));
  }

  /** The same, as stored: gzip. */
  packedPixels(imageId: string): Promise<Uint8Array | undefined> {
    return this.blobs.bytes(`${imageId}/pixels`);
  }

  /** Part of the stored values, such as one frame of many; shorter if they end earlier. */
  pixelRange(imageId: string, start: number, length: number): Promise<Uint8Array | undefined> {
    return this.blobs.unpackedRange(`${imageId}/pixels`, start, length);
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

  /** The compressed frame of an image with reduced stored pixels. */
  codestream(imageId: string): Promise<Uint8Array | undefined> {
    return this.blobs.bytes(`${imageId}/codestream`);
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
