import { createHash } from 'node:crypto';
import type { Content as AuditedBlob } from '../../domain/audit/contents';
import type { Part } from '../../domain/image/storedFrames';
import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import { blobNamed } from '../blobs/blobAddress';
import { sha256Of } from '../blobs/hash';
import { join } from '../blobs/join';
import { type BlobMetadata, hasStatus, openBlob } from '../blobs/jsonBlobs';
import type { PreparedBlobs } from '../blobs/preparedBlobs';
import type { SealedBlobs } from '../blobs/sealedBlobs';
import { RecentValues } from '../calls/recentValues';
import { type PlacedPart, partsIn, partsText } from './parts';

/** A content that is about to be written, with others in one blob. */
export interface ContentPart {
  /** Lower-case letters and points; behind a slash, 64 hexadecimal digits. */
  readonly name: string;
  /** One behind the other. */
  readonly bytes: readonly Uint8Array[];
}

/** Where a part of a blob is read from; `within` the part, absent: all of it. */
interface Wanted {
  readonly name: string;
  readonly part: string;
  readonly within?: Part | undefined;
}

/** Asked for first, when nothing is known of a blob: the description of nearly every image ends before. */
const startBytes = 20_480;

/**
 * Write-once blobs that hold several contents, which are always written together and seldom read together. The
 * metadata say where each lies and its SHA-256, and the seal is over that. So each is read and checked without the
 * others, with one request if it is among the first bytes or another part was read a moment ago, otherwise with two.
 */
export class PackedBlobs {
  readonly #known = new RecentValues<readonly PlacedPart[]>();

  constructor(private readonly blobs: SealedBlobs) {}

  /** Nothing is stored yet. Each part is a content of its own. */
  async prepare(name: string, parts: readonly ContentPart[]): Promise<PreparedBlobs> {
    const container = this.blobs.container.containerName;
    const bytes = Buffer.concat(parts.flatMap((part) => part.bytes));
    const placed: Omit<PlacedPart, 'offset'>[] = [];
    let offset = 0;
    for (const part of parts) {
      const length = part.bytes.reduce((sum, one) => sum + one.length, 0);
      const sha256 = await sha256Of(bytes.subarray(offset, offset + length));
      placed.push({ name: part.name, bytes: length, sha256 });
      offset += length;
    }
    const contents = placed.map((part): AuditedBlob => {
      return { container, name: contentName(name, part.name), sha256: part.sha256 };
    });
    return {
      contents,
      store: () => this.blobs.createPack(name, bytes, partsText(placed)),
    };
  }

  /** Undefined if there is no such blob, or it has no such part. @throws ChangedOutsideError */
  async part(name: string, part: string, within?: Part): Promise<Buffer | undefined> {
    const wanted = { name, part, within };
    const known = this.#known.get(name);
    return (known && (await this.#readKnown(wanted, known))) ?? this.#read(wanted);
  }

  /** Of its parts, in their order; none if there is no such blob. @throws ChangedOutsideError */
  async names(name: string): Promise<readonly string[]> {
    const known = this.#known.get(name) ?? (await this.#start({ name, part: '' }))?.parts ?? [];
    return known.map((part) => part.name);
  }

  /** Undefined if that does not hold any more: the blob was changed or erased, and perhaps stored anew. */
  async #readKnown(wanted: Wanted, known: readonly PlacedPart[]): Promise<Buffer | undefined> {
    const place = placeIn(known, wanted);
    const found = place && (await this.#range(wanted.name, place));
    const isSame = found !== undefined && this.blobs.isSealedPack(wanted.name, found.metadata);
    if (place !== undefined && isSame && this.#is(found.bytes, place)) return found.bytes;
    this.#known.forget(wanted.name);
    return undefined;
  }

  async #read(wanted: Wanted): Promise<Buffer | undefined> {
    const { name } = wanted;
    const start = await this.#start(wanted);
    const place = start && placeIn(start.parts, wanted);
    if (start === undefined || place === undefined) return undefined;
    const end = place.offset + place.bytes;
    const isInStart = end <= start.bytes.length;
    const found = isInStart ? undefined : await this.#range(name, place);
    const bytes = isInStart ? start.bytes.subarray(place.offset, end) : found?.bytes;
    if (bytes === undefined || this.#is(bytes, place)) return bytes;
    throw this.#changed(wanted, createHash('sha256').update(bytes).digest('hex'));
  }

  /** What is known of a blob after its first bytes; undefined if there is none. */
  async #start(wanted: Wanted): Promise<{ bytes: Buffer; parts: readonly PlacedPart[] } | undefined> {
    const start = await this.#range(wanted.name, { offset: 0, bytes: startBytes });
    if (start === undefined) return undefined;
    const parts = this.#partsOf(wanted, start.metadata);
    this.#known.set(wanted.name, parts);
    return { bytes: start.bytes, parts };
  }

  /** Whether a part is what the app wrote, or is not there. */
  async isIntact(name: string, part: string): Promise<boolean> {
    try {
      await this.#read({ name, part });
      return true;
    } catch (error) {
      if (error instanceof ChangedOutsideError) return false;
      throw error;
    }
  }

  #partsOf(wanted: Wanted, metadata: BlobMetadata): readonly PlacedPart[] {
    const parts = partsIn(metadata.parts);
    if (parts === undefined || !this.blobs.isSealedPack(wanted.name, metadata)) throw this.#changed(wanted);
    return parts;
  }

  /** Undefined if there is no such blob; shorter if it ends before. @param range of one byte at least */
  async #range(
    name: string,
    range: { readonly offset: number; readonly bytes: number },
  ): Promise<{ bytes: Buffer; metadata: BlobMetadata } | undefined> {
    try {
      const found = await openBlob(blobNamed(this.blobs.container, name), range);
      return found && { bytes: await join(found.stream), metadata: found.metadata };
    } catch (error) {
      if (hasStatus(error, 416)) return { bytes: Buffer.alloc(0), metadata: {} };
      throw error;
    }
  }

  #is(bytes: Uint8Array, { sha256 }: Part): boolean {
    return !this.blobs.isChecked || createHash('sha256').update(bytes).digest('hex') === sha256;
  }

  #changed({ name, part }: Wanted, sha256?: string): ChangedOutsideError {
    return new ChangedOutsideError(this.blobs.container.containerName, contentName(name, part), sha256);
  }
}

/** A part by the name of its content, as the audit log speaks of it: as if it lay beside the blob. */
function contentName(name: string, part: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1) + part;
}

function placeIn(parts: readonly PlacedPart[], { part, within }: Wanted): Part | undefined {
  const found = parts.find(({ name }) => name === part);
  return found && within ? { ...within, offset: found.offset + within.offset } : found;
}
