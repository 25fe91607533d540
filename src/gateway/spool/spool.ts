import { mkdir, open, readdir, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Outcome } from '../dimse/status';
import { statuses } from '../dimse/status';
import { DurableFolder } from './durableFolder';
import { ObjectWriter } from './objectWriter';
import { readSpoolHead, type SpoolHead, spoolHeadBytes } from './spoolHead';

/** An object that is durable here and not yet in the storage. */
export interface SpooledObject extends SpoolHead {
  /** The folder of its sender. */
  readonly source: string;
  /** `<when it came>-<which of them>-<CRC-32>.dcm`. */
  readonly file: string;
  readonly bytes: number;
}

export interface SpoolLimits {
  readonly objectBytes: number;
  /** As much stays free on the disk. */
  readonly freeBytes: number;
}

const roomMilliseconds = 1_000;

/**
 * Objects on this machine's disk: `part` holds what is still arriving, `ready` what was acknowledged, `held` what cannot
 * be sent and needs somebody. A file moves from one to the next by renaming, so that it is whole wherever it is.
 */
export class Spool {
  /** In the order in which they came. */
  readonly waiting = new Map<string, SpooledObject>();
  private readonly byInstance = new Map<string, string>();
  private readonly folders = new Map<string, DurableFolder>();
  private room: { until: number; free: Promise<number> } | undefined;
  private serial = 0;
  /** Of all that waits. */
  bytes = 0;
  /** Objects that wait for somebody to look at them, also of earlier runs. */
  setAsideCount = 0;
  /** As the last object found it. */
  isFull = false;

  private constructor(
    private readonly folder: string,
    private readonly limits: SpoolLimits,
    private readonly arrived: () => void,
  ) {}

  /**
   * Finds what an earlier run left. What was still arriving was never acknowledged, and is removed.
   *
   * @param sources the senders' folders
   */
  static async open(
    folder: string,
    sources: readonly string[],
    limits: SpoolLimits,
    arrived: () => void,
  ): Promise<Spool> {
    const spool = new Spool(folder, limits, arrived);
    await rm(spool.part, { recursive: true, force: true });
    for (const made of [spool.part, spool.held]) await mkdir(made, { recursive: true });
    for (const source of sources)
      spool.folders.set(source, await DurableFolder.make(path.join(spool.ready, source)));
    await spool.find();
    return spool;
  }

  private get part(): string {
    return path.join(this.folder, 'part');
  }
  private get ready(): string {
    return path.join(this.folder, 'ready');
  }
  private get held(): string {
    return path.join(this.folder, 'held');
  }

  /** The names of the files are in the order in which they came. */
  private async find(): Promise<void> {
    const held = await readdir(this.held, { recursive: true, withFileTypes: true });
    this.setAsideCount = held.filter((entry) => entry.isFile()).length;
    const found: { source: string; file: string }[] = [];
    for (const source of await readdir(this.ready))
      for (const file of await readdir(path.join(this.ready, source))) found.push({ source, file });
    for (const one of found.sort((a, b) => (a.file < b.file ? -1 : 1))) {
      const { head, bytes } = await beginning(this.pathOf(one));
      this.add({ ...readSpoolHead(head), ...one, bytes });
    }
  }

  /** Why nothing more is taken; undefined if there is room. */
  async refusal(): Promise<Outcome | undefined> {
    const now = performance.now();
    if (this.room === undefined || this.room.until < now)
      this.room = {
        until: now + roomMilliseconds,
        // A disk that does not even say how full it is takes nothing.
        free: statfs(this.folder).then(
          ({ bavail, bsize }) => bavail * bsize,
          () => 0,
        ),
      };
    this.isFull = (await this.room.free) < this.limits.freeBytes;
    return this.isFull
      ? { status: statuses.outOfResources, comment: 'The disk of the gateway is full' }
      : undefined;
  }

  /** @param resume called whenever bytes have reached the file */
  write(head: Buffer, resume: () => void): ObjectWriter {
    this.serial += 1;
    return new ObjectWriter(path.join(this.part, `${this.serial}`), head, this.limits.objectBytes, resume);
  }

  /** Makes a whole object durable. */
  async keep(writer: ObjectWriter, source: string, head: SpoolHead): Promise<SpooledObject> {
    const { checksum, bytes } = await writer.flush();
    const folder = this.folders.get(source) as DurableFolder;
    const object = { ...head, source, file: this.nextName(checksum), bytes };
    await folder.take(writer.file, object.file);
    this.add(object);
    this.arrived();
    return object;
  }

  private nextName(checksum: number): string {
    this.serial += 1;
    const when = String(Date.now()).padStart(14, '0');
    return `${when}-${this.serial.toString(16).padStart(8, '0')}-${checksum.toString(16).padStart(8, '0')}.dcm`;
  }

  private add(object: SpooledObject): void {
    this.bytes += object.bytes;
    this.waiting.set(object.file, object);
    this.byInstance.set(object.sopInstance, object.file);
  }

  /** An object that waits for the storage, by its SOP Instance UID. */
  waitingInstance(sopInstance: string): SpooledObject | undefined {
    const file = this.byInstance.get(sopInstance);
    return file === undefined ? undefined : this.waiting.get(file);
  }

  pathOf({ source, file }: Pick<SpooledObject, 'source' | 'file'>): string {
    return path.join(this.ready, source, file);
  }

  /** It is in the storage. */
  async remove(object: SpooledObject): Promise<void> {
    await rm(this.pathOf(object), { force: true });
    this.forget(object);
  }

  /** It cannot be sent, and is not lost. */
  async setAside(object: SpooledObject): Promise<void> {
    // Whatever becomes of it, it is not sent again and again.
    this.forget(object);
    this.setAsideCount += 1;
    const held = await DurableFolder.make(path.join(this.held, object.source));
    await held.take(this.pathOf(object), object.file).finally(() => held.close());
  }

  async close(): Promise<void> {
    for (const folder of this.folders.values()) await folder.close();
  }

  private forget(object: SpooledObject): void {
    if (this.waiting.delete(object.file)) this.bytes -= object.bytes;
    if (this.byInstance.get(object.sopInstance) === object.file) this.byInstance.delete(object.sopInstance);
  }
}

async function beginning(file: string): Promise<{ head: Buffer; bytes: number }> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(spoolHeadBytes), 0, spoolHeadBytes, 0);
    return { head: buffer.subarray(0, bytesRead), bytes: (await handle.stat()).size };
  } finally {
    await handle.close();
  }
}

/** The checksum of what was received, as the name of its file says. */
export function checksumOf({ file }: Pick<SpooledObject, 'file'>): number {
  return Number.parseInt(file.slice(-'00000000.dcm'.length, -'.dcm'.length), 16);
}
