import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { outcomeSchema, quarantineSchema } from '../../domain/intake/arrival';
import { isId } from '../../domain/kernel/identifiers/ids';
import { unpackedJson } from '../../domain/kernel/packedJson';
import { imageRecordSchema } from '../../domain/study/images/imageRecord';
import { packedStudySchema } from '../../domain/study/versions/packedStudy';
import type { StoredStudy } from '../../domain/study/versions/pendingChange';
import { type VersionChange, versionChangeSchema } from '../../domain/study/versions/versionChange';
import type { BlobTree } from './blobTree';
import { contentFaults } from './contents/contentChecks';
import { packedStudyIn } from './packedStudyIn';
import { imageFaults, outcomeFaults, refusalFaults, studyFaults, versionFaults } from './publishedChecks';
import { addHome, type Context, factsOf } from './publishedState';
import type { Suspicions } from './suspicions';
import { storedVersions } from './versionChain';

/** Counts of what is shown. */
export interface ResultCounts {
  outcomes: number;
  images: number;
  studies: number;
  versions: number;
  reviews: number;
}

const container = 'results';
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Checks what is shown against the log and vice versa: each outcome, version, analysis and review has its
 * entry, and each entry is about something that exists or was erased.
 */
export class ResultCheck {
  /** Of the study whose blobs are being listed. Its record comes before its versions. */
  #versions = { studyId: '', current: 0, changes: new Map<number, VersionChange>() };
  readonly counts: ResultCounts = { outcomes: 0, images: 0, studies: 0, versions: 0, reviews: 0 };

  constructor(
    private readonly tree: BlobTree,
    private readonly context: Context,
    private readonly suspicions: Suspicions,
  ) {}

  async run(): Promise<void> {
    for await (const name of this.tree.list(container, 'arrivals/')) await this.#outcome(name);
    for await (const name of this.tree.list(container, 'images/')) await this.#image(name);
    for await (const name of this.tree.list(container, 'studies/')) await this.#study(name);
    this.#judgeVersions();
    this.counts.images = this.context.published.images.size;
    for await (const name of this.tree.list('quarantine')) await this.#refusal(name);
  }

  async #parsed<T>(from: string, name: string, schema: z.ZodType<T>): Promise<T | undefined> {
    return (await this.#read(from, name, schema))?.value;
  }

  async #read<T>(from: string, name: string, schema: z.ZodType<T>) {
    const bytes = await this.tree.read(from, name);
    // Erased since it was listed.
    if (bytes === undefined) return undefined;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const value = parsed(bytes, schema);
    if (value !== undefined) return { value, content: { container: from, name, sha256 } };
    this.suspicions.judge(() => {
      contentFaults(this.context, { container: from, name, sha256 });
      return [{ code: 'unreadable', where: `${from}/${name}` }];
    });
    return undefined;
  }

  async #outcome(name: string): Promise<void> {
    this.counts.outcomes += 1;
    const read = await this.#read(container, name, outcomeSchema);
    if (read === undefined) return;
    const arrivalId = name.slice('arrivals/'.length, -'.json'.length);
    this.suspicions.judge(() => {
      const arrival = this.context.subjects.arrivalOf.get(arrivalId);
      if (arrival !== undefined) this.context.published.outcomes.add(arrival.commitment);
      const stored = contentFaults(this.context, read.content);
      const faults = outcomeFaults(this.context, `${container}/${name}`, arrivalId, read.value);
      return faults.length > 0 ? faults : stored;
    });
  }

  async #image(name: string): Promise<void> {
    const image = await this.#parsed(container, name, imageRecordSchema);
    if (image === undefined) return;
    const imageId = name.slice('images/'.length, -'.json'.length);
    this.context.published.facts.set(imageId, factsOf(image));
    addHome(this.context.published, imageId, image.studyId);
    this.suspicions.judge(() => imageFaults(this.context, `${container}/${name}`, imageId, image));
  }

  async #study(name: string): Promise<void> {
    const [studyId, version] = name.slice('studies/'.length, -'.json'.length).split('/');
    if (!isId(studyId)) return;
    const where = `${container}/${name}`;
    if (studyId !== this.#versions.studyId) {
      this.#judgeVersions();
      this.#versions = { studyId, current: 0, changes: new Map() };
    }
    if (version === undefined) {
      this.counts.studies += 1;
      const record = await this.#record(name);
      if (record === undefined) return;
      this.#versions.current = record.version;
      this.counts.reviews += record.reviews.length;
      for (const image of record.images) addHome(this.context.published, image.imageId, studyId);
      this.suspicions.judge(() => studyFaults(this.context, where, studyId, record));
      return;
    }
    this.counts.versions += 1;
    const change = await this.#parsed(container, name, versionChangeSchema);
    if (change !== undefined) this.#versions.changes.set(Number(version.slice(1)), change);
  }

  async #record(name: string): Promise<StoredStudy | undefined> {
    const packed = await this.#parsed(container, name, packedStudySchema);
    if (packed === undefined) return undefined;
    const record = await packedStudyIn(packed, async (version) => {
      const base = await this.tree.read(container, name.replace('.json', `/v${version}.json`));
      return base && parsed(base, versionChangeSchema);
    });
    if (record === undefined) {
      const detail = `it is the difference to version ${packed.base}, which is missing or another one`;
      this.suspicions.judge(() => [{ code: 'unreadable', where: `${container}/${name}`, detail }]);
    }
    return record;
  }

  /** A version is the difference to the one before, so those of a study are judged together. */
  #judgeVersions(): void {
    const { studyId, current, changes } = this.#versions;
    for (const version of storedVersions(changes)) {
      const where = `${container}/studies/${studyId}/v${version.number}.json`;
      this.suspicions.judge(() => versionFaults(this.context, where, studyId, version, current));
    }
  }

  /** Why a file was refused, for the person who has to act on it. */
  async #refusal(name: string): Promise<void> {
    const [arrivalId, file] = name.split('/');
    if (file !== 'refusal.json' || !isId(arrivalId)) return;
    const read = await this.#read('quarantine', name, quarantineSchema);
    if (read === undefined) return;
    this.suspicions.judge(() => {
      const stored = contentFaults(this.context, read.content);
      const faults = refusalFaults(this.context, `quarantine/${name}`, arrivalId, read.value);
      return faults.length > 0 ? faults : stored;
    });
  }
}

/** Undefined if it is no JSON, or JSON of another kind. */
function parsed<T>(bytes: Buffer, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(utf8.decode(unpackedJson(bytes)))).data;
  } catch {
    return undefined;
  }
}
