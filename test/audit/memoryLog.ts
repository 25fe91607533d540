import { createHash, generateKeyPairSync } from 'node:crypto';
import type { Lease, LogStore } from '../../src/audit/log/logStore';
import type { BlobTree } from '../../src/audit/verify/blobTree';
import type { AuditEvent } from '../../src/domain/audit/auditEvent';
import { auditHeadSchema } from '../../src/domain/audit/auditHead';
import { recordText } from '../../src/domain/audit/auditRecord';
import { signerOf } from '../../src/signing/keyFile';
import { testMacs } from '../support/siteSecret';

export const origin = 'imaging-triage/test';

export function testSigner(name = origin) {
  return signerOf(generateKeyPairSync('ed25519').privateKey, name);
}

/** The container without a name holds everything, as in an exported folder. */
function pathOf(container: string, name: string): string {
  return container === '' ? name : `${container}/${name}`;
}

/** A storage account over a map from `container/name` to bytes. Nobody changes a buffer in it. */
export class MemoryTree implements BlobTree {
  readonly #hashes: WeakMap<Buffer, string>;

  constructor(
    readonly blobs = new Map<string, Buffer>(),
    hashes = new WeakMap<Buffer, string>(),
  ) {
    this.#hashes = hashes;
  }

  copy(): MemoryTree {
    return new MemoryTree(new Map(this.blobs), this.#hashes);
  }

  async read(container: string, name: string): Promise<Buffer | undefined> {
    return this.blobs.get(pathOf(container, name));
  }

  async sha256(container: string, name: string): Promise<string | undefined> {
    const bytes = this.blobs.get(pathOf(container, name));
    const known = bytes && this.#hashes.get(bytes);
    if (bytes === undefined || known !== undefined) return known;
    const hash = createHash('sha256').update(bytes).digest('hex');
    this.#hashes.set(bytes, hash);
    return hash;
  }

  async *list(container: string, prefix = ''): AsyncGenerator<string> {
    const start = pathOf(container, prefix);
    const names = [...this.blobs.keys()].filter((name) => name.startsWith(start)).sort();
    for (const name of names) yield name.slice(start.length - prefix.length);
  }

  putJson(container: string, name: string, value: unknown): void {
    this.blobs.set(`${container}/${name}`, Buffer.from(JSON.stringify(value)));
  }
}

/** A log in the container `audit` of a tree. Like the real one, each call takes a turn of its own. */
export class MemoryLog implements LogStore {
  /** Counts up with every write: the clock and the tags of this storage. */
  #writes = 0;
  readonly #times = new Map<string, number>();
  leased = false;
  /** From when on records are announced that `waiting` names. */
  since = 0;

  constructor(readonly tree = new MemoryTree()) {}

  record(event: AuditEvent): void {
    if (this.#get(`records/${event.eventId}.json`)) return;
    this.#put(`waiting/${event.eventId}`, Buffer.alloc(0));
    this.#put(`records/${event.eventId}.json`, Buffer.from(recordText(event, testMacs)));
  }

  #get(name: string): Buffer | undefined {
    return this.tree.blobs.get(`audit/${name}`);
  }

  #put(name: string, bytes: Buffer): void {
    this.#writes += 1;
    this.#times.set(name, this.#writes);
    this.tree.blobs.set(`audit/${name}`, bytes);
  }

  #swap(name: string, bytes: Buffer, tag: string | undefined): boolean {
    const current = this.#times.get(name);
    if (tag !== (current === undefined ? undefined : String(current))) return false;
    this.#put(name, bytes);
    return true;
  }

  async lease(): Promise<Lease | undefined> {
    if (this.leased) return undefined;
    this.leased = true;
    return {
      renew: async () => this.leased,
      release: async () => {
        this.leased = false;
      },
    };
  }

  async head() {
    const bytes = this.#get('head.json');
    if (!bytes) return undefined;
    const storedAt = this.#times.get('head.json') as number;
    return { head: auditHeadSchema.parse(JSON.parse(String(bytes))), tag: String(storedAt), storedAt };
  }

  async swapHead(next: object, tag: string | undefined) {
    return this.#swap('head.json', Buffer.from(JSON.stringify(next)), tag);
  }

  /** Like the real one, it goes on naming events for a while after they are sealed. */
  async waiting() {
    const eventIds: string[] = [];
    for await (const name of this.tree.list('audit', 'waiting/'))
      eventIds.push(name.slice('waiting/'.length));
    return { eventIds, since: this.since };
  }

  async settled() {}

  async records(eventIds: readonly string[]) {
    return eventIds.flatMap((eventId) => {
      const name = `records/${eventId}.json`;
      const bytes = this.#get(name);
      return bytes ? [{ eventId, bytes, storedAt: this.#times.get(name) ?? 0 }] : [];
    });
  }

  async read(path: string) {
    return this.#get(path);
  }

  list(prefix: string) {
    return this.tree.list('audit', prefix);
  }

  async *partials() {
    for await (const name of this.tree.list('audit', 'tile/')) if (name.includes('.p/')) yield name;
  }

  async forget(path: string) {
    this.tree.blobs.delete(`audit/${path}`);
  }

  async create(path: string, bytes: Buffer) {
    const known = this.#get(path);
    if (known && !known.equals(bytes)) throw new Error(`${path} would be written twice, differently`);
    if (!known) this.#put(path, bytes);
  }

  async checkpoint() {
    const bytes = this.#get('checkpoint');
    return bytes && { note: String(bytes), tag: String(this.#times.get('checkpoint')) };
  }

  async publish(note: string, tag: string | undefined) {
    return this.#swap('checkpoint', Buffer.from(note), tag);
  }
}
