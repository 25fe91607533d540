import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { ContainerClient } from '@azure/storage-blob';
import { type Analysis, analysisRecordSchema, type ModelRef } from '../domain/analysis';
import type { ImageContent } from '../domain/imageDescription';
import { type StoredImage, storedImageSchema } from '../domain/storedImage';
import { createBytes, createJson, putJson, readBytes, readJson } from './jsonBlobs';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Admitted images without anything about whom they show: `{imageId}/…`. */
export class Images {
  constructor(private readonly container: ContainerClient) {}

  /** The description comes last: where it is, the pixels are. */
  async store(image: StoredImage, { pixels, codestream }: ImageContent): Promise<void> {
    const packed = await compress(pixels, { level: 1 });
    await createBytes(this.container, `${image.imageId}/pixels`, packed, 'application/octet-stream', 'gzip');
    if (codestream !== undefined)
      await createBytes(
        this.container,
        `${image.imageId}/codestream`,
        codestream,
        'application/octet-stream',
      );
    await createJson(this.container, `${image.imageId}/image.json`, storedImageSchema.parse(image));
  }

  find(imageId: string): Promise<StoredImage | undefined> {
    return readJson(this.container.getBlobClient(`${imageId}/image.json`), storedImageSchema);
  }

  /** All frames' stored values, as `ImageDescription` says. */
  async pixels(imageId: string): Promise<Uint8Array | undefined> {
    const packed = await readBytes(this.container.getBlobClient(`${imageId}/pixels`));
    return packed && (await decompress(packed));
  }

  /** The compressed frame of an image whose stored pixels are reduced. */
  codestream(imageId: string): Promise<Uint8Array | undefined> {
    return readBytes(this.container.getBlobClient(`${imageId}/codestream`));
  }

  /** A later one replaces an earlier one: the model may have failed then. */
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

function analysisName(imageId: string, model: ModelRef): string {
  return `${imageId}/analyses/${model.id}@${model.version}-${model.sha256.slice(0, 16)}.json`;
}
