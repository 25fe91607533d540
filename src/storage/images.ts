import type { ContainerClient } from '@azure/storage-blob';
import { type ImageAttributes, imageAttributesRecordSchema } from '../domain/image/imageAttributes';
import type { ImageContent } from '../domain/image/imageDescription';
import { type StoredImage, storedImageSchema } from '../domain/image/storedImage';
import { type Analysis, analysisRecordSchema, type ModelRef } from '../domain/models/analysis';
import { createBytes, putJson, readBytes, readJson, readStream } from './jsonBlobs';
import { pack, unpack, unpackRange } from './packed';
import { type BlobParts, jsonBlob, type PreparedBlobs, preparedBlobs } from './preparedBlobs';

const anyContent = 'application/octet-stream';

/** Admitted images without patient data: `{imageId}/…`. */
export class Images {
  constructor(private readonly container: ContainerClient) {}

  /** Nothing is stored yet. The description is written last: if it exists, so do the pixels. */
  async prepare(image: StoredImage, content: ImageContent): Promise<PreparedBlobs> {
    const { pixels, codestream, attributes } = content;
    const { imageId } = image;
    const packed = await pack(pixels);
    return preparedBlobs(this.container, [
      { name: `${imageId}/pixels`, bytes: packed, contentType: anyContent, contentEncoding: 'gzip' },
      ...(codestream === undefined
        ? []
        : [{ name: `${imageId}/codestream`, bytes: codestream, contentType: anyContent }]),
      ...(attributes === undefined ? [] : [attributesBlob(imageId, attributes)]),
      jsonBlob(`${imageId}/image.json`, storedImageSchema.parse(image)),
    ]);
  }

  /** The de-identified header of a DICOM file; undefined for a plain picture. */
  attributes(imageId: string): Promise<ImageAttributes | undefined> {
    return readJson(this.container.getBlobClient(attributesName(imageId)), imageAttributesRecordSchema);
  }

  find(imageId: string): Promise<StoredImage | undefined> {
    return readJson(this.container.getBlobClient(`${imageId}/image.json`), storedImageSchema);
  }

  /** Stored values of all frames, as `ImageDescription` says. */
  async pixels(imageId: string): Promise<Uint8Array | undefined> {
    const packed = await readBytes(this.container.getBlobClient(`${imageId}/pixels`));
    return packed && (await unpack(packed));
  }

  /** The same, as stored: gzip. */
  packedPixels(imageId: string): Promise<Uint8Array | undefined> {
    return readBytes(this.container.getBlobClient(`${imageId}/pixels`));
  }

  /** Part of the stored values, such as one frame of many; shorter if they end earlier. */
  async pixelRange(imageId: string, start: number, length: number): Promise<Uint8Array | undefined> {
    const stream = await readStream(this.container.getBlobClient(`${imageId}/pixels`));
    return stream && (await unpackRange(stream, start, length));
  }

  /** For a reduced image: all stored values of the full picture, gzip, if somebody has opened it before. */
  packedFull(imageId: string): Promise<Uint8Array | undefined> {
    return readBytes(this.container.getBlobClient(`${imageId}/full`));
  }

  /** @param pixels stored values of the full picture */
  async storeFull(imageId: string, pixels: Uint8Array): Promise<void> {
    const packed = await pack(pixels);
    await createBytes(this.container, `${imageId}/full`, packed, 'application/octet-stream', 'gzip');
  }

  /** The compressed frame of an image with reduced stored pixels. */
  codestream(imageId: string): Promise<Uint8Array | undefined> {
    return readBytes(this.container.getBlobClient(`${imageId}/codestream`));
  }

  /** A later one replaces an earlier one: the model may have failed earlier. */
  async storeAnalysis(imageId: string, analysis: Analysis): Promise<void> {
    const record = analysisRecordSchema.parse({ schemaVersion: 1, imageId, analysis });
    await putJson(this.container, analysisName(imageId, analysis.model), record);
  }

  async analysis(imageId: string, model: ModelRef): Promise<Analysis | undefined> {
    const blob = this.container.getBlobClient(analysisName(imageId, model));
    return (await readJson(blob, analysisRecordSchema))?.analysis;
  }

  async storePng(imageId: string, name: string, png: Uint8Array): Promise<void> {
    await createBytes(this.container, `${imageId}/${name}.png`, png, 'image/png');
  }

  png(imageId: string, name: string): Promise<Buffer | undefined> {
    return readBytes(this.container.getBlobClient(`${imageId}/${name}.png`));
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
