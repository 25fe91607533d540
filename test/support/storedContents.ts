import type { BlobServiceClient } from '@azure/storage-blob';
import { isPicturesPart, packedPartOf } from '../../src/storage/images/imagePack';
import { partsIn } from '../../src/storage/images/parts';

/** The bytes of a content, and the metadata of the blob in which it lies. */
export interface Kept {
  readonly bytes: Buffer;
  readonly metadata: Record<string, string>;
}

/** Reads and changes contents as somebody does who has the storage, also those that lie in a blob with others. */
export function storedContents(service: () => BlobServiceClient) {
  const around = new Map<string, readonly [before: Buffer, after: Buffer]>();
  const blobOf = async (container: string, name: string) => {
    const client = service().getContainerClient(container);
    const beside = client.getBlockBlobClient(name);
    const packed = container === 'images' ? packedPartOf(name) : undefined;
    // Pictures may lie beside the others.
    if (packed === undefined || (isPicturesPart(packed.part) && (await beside.exists())))
      return { blob: beside, part: undefined };
    return { blob: client.getBlockBlobClient(packed.pack), part: packed.part };
  };
  return {
    read: async (container: string, name: string): Promise<Kept> => {
      const { blob, part } = await blobOf(container, name);
      const { metadata = {} } = await blob.getProperties();
      const bytes = await blob.downloadToBuffer();
      if (part === undefined) return { bytes, metadata };
      const place = partsIn(metadata.parts)?.find((one) => one.name === part);
      if (place === undefined) throw new Error(`${container}/${name} is not there`);
      const end = place.offset + place.bytes;
      around.set(`${container}/${name}`, [bytes.subarray(0, place.offset), bytes.subarray(end)]);
      return { bytes: bytes.subarray(place.offset, end), metadata };
    },
    /** What lies with a content stays as it was when that was read. */
    write: async (container: string, name: string, { bytes, metadata }: Kept): Promise<void> => {
      const { blob } = await blobOf(container, name);
      const [before, after] = around.get(`${container}/${name}`) ?? [Buffer.alloc(0), Buffer.alloc(0)];
      await blob.uploadData(Buffer.concat([before, bytes, after]), { metadata });
    },
  };
}
