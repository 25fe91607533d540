import type { BlobClient, BlobServiceClient } from '@azure/storage-blob';
import { blobNamed } from '../blobs/blobAddress';
import { sha256OfStream } from '../blobs/hash';
import { hasStatus, openBlob, readBytes } from '../blobs/jsonBlobs';
import { SealedBlobs } from '../blobs/sealedBlobs';
import { containers } from '../containers';
import { isPicturesPart, packedPartOf } from '../images/imagePack';
import { namesInPack } from '../images/namesInPack';
import { PackedBlobs } from '../images/packedBlobs';
import { partHashes } from '../images/partHashes';
import { partsIn } from '../images/parts';
import { containerOfLog, containersOfLog, logContainer } from './partialTiles';

/**
 * A storage account as verification reads it: blobs by container and name. Partial tiles and bundles are named in
 * the log's container, as in an export, wherever they lie; and so is each content of a blob that holds several.
 */
export class AccountTree {
  #lastPack: { readonly name: string; readonly hashes: Map<string, string> } = {
    name: '',
    hashes: new Map(),
  };

  constructor(private readonly blobs: BlobServiceClient) {}

  /** @throws BlobNameError */
  async read(container: string, name: string): Promise<Buffer | undefined> {
    const packed = packedIn(container, name);
    if (packed === undefined) return readBytes(this.#blob(container, name));
    const part = await this.#packs(container).part(packed.pack, packed.part);
    return part ?? (isPicturesPart(packed.part) ? readBytes(this.#blob(container, name)) : undefined);
  }

  /** @throws BlobNameError */
  async sha256(container: string, name: string): Promise<string | undefined> {
    const packed = packedIn(container, name);
    if (packed === undefined) return this.#blobHash(container, name);
    // Pictures that are a part are listed after the blob's other parts, and others for themselves.
    const known = this.#takeHash(packed);
    const beside = known ?? (isPicturesPart(packed.part) ? await this.#blobHash(container, name) : undefined);
    return beside ?? this.#partHash(container, packed);
  }

  async #blobHash(container: string, name: string): Promise<string | undefined> {
    const blob = await openBlob(this.#blob(container, name));
    return blob && sha256OfStream(blob.stream);
  }

  /** A blob of several contents is read once for all of them, as they are asked for one after the other. */
  async #partHash(container: string, { pack, part }: PackedPart): Promise<string | undefined> {
    const blob = await openBlob(this.#blob(container, pack));
    const hashes = blob ? await partHashes(blob.stream, partsIn(blob.metadata.parts) ?? []) : new Map();
    this.#lastPack = { name: pack, hashes };
    return this.#takeHash({ pack, part });
  }

  /** Whoever asks for it again wants to know how it is then. */
  #takeHash({ pack, part }: PackedPart): string | undefined {
    if (this.#lastPack.name !== pack) return undefined;
    const hash = this.#lastPack.hashes.get(part);
    this.#lastPack.hashes.delete(part);
    return hash;
  }

  #packs(container: string): PackedBlobs {
    return new PackedBlobs(new SealedBlobs(this.blobs.getContainerClient(container), undefined));
  }

  #blob(container: string, name: string): BlobClient {
    const home = container === logContainer ? containerOfLog(name) : container;
    return blobNamed(this.blobs.getContainerClient(home), name);
  }

  async *list(container: string, prefix = '', since = 0): AsyncGenerator<string> {
    const homes = container === logContainer ? containersOfLog(prefix) : [container];
    for (const home of homes) yield* this.#names(home, prefix, since);
  }

  async *#names(container: string, prefix: string, since: number): AsyncGenerator<string> {
    try {
      const options = { prefix, includeMetadata: container === containers.images };
      for await (const item of this.blobs.getContainerClient(container).listBlobsFlat(options))
        if (item.properties.lastModified.getTime() >= since)
          yield* container === containers.images
            ? namesInPack(item.name, item.properties.contentLength, item.metadata?.parts)
            : [item.name];
    } catch (error) {
      if (!hasStatus(error, 404)) throw error;
    }
  }
}

type PackedPart = NonNullable<ReturnType<typeof packedPartOf>>;

function packedIn(container: string, name: string): PackedPart | undefined {
  return container === containers.images ? packedPartOf(name) : undefined;
}
