import { contentPlaceOf, notHashed } from '../../../domain/audit/contents';
import { type BlobTree, readJsonBlob } from '../blobTree';
import { addHome, type Context } from '../publishedState';
import type { Suspicions } from '../suspicions';
import { contentFaults, isPromised } from './contentChecks';

/** Counts of stored blobs. */
export interface ContentCounts {
  /** Those that were compared with the log. */
  read: number;
  /** Those that the log does not cover: derived pictures, and refused files that were too large to be read. */
  notCovered: number;
}

/** Made from the others when somebody opens an image, and made again if removed. The log knows nothing of them. */
const derived = /^(?:full|picture-\d+\.png)$/;

/** Checks what is stored beside the log against it, byte by byte: identities, images and pictures. */
export class ContentCheck {
  readonly counts: ContentCounts = { read: 0, notCovered: 0 };

  constructor(
    private readonly tree: BlobTree,
    private readonly context: Context,
    private readonly suspicions: Suspicions,
    private readonly isExpected: (what: string) => boolean,
  ) {}

  async run(): Promise<void> {
    for await (const name of this.tree.list('identity')) {
      const { studyId, imageId } = contentPlaceOf('identity', name) ?? {};
      if (studyId === undefined || imageId === undefined) continue;
      addHome(this.context.published, imageId, studyId);
      await this.#judge('identity', name);
    }
    for await (const name of this.tree.list('images')) await this.#image(name);
    // An export has only the salts of them.
    if (this.isExpected('arrival'))
      for await (const name of this.tree.list('arrivals')) await this.#arrival(name);
    for await (const name of this.tree.list('quarantine'))
      if (contentPlaceOf('quarantine', name)?.what === 'file') await this.#file(name);
  }

  async #image(name: string): Promise<void> {
    const { imageId, what } = contentPlaceOf('images', name) ?? {};
    if (imageId === undefined || what === undefined) return;
    if (derived.test(what)) {
      this.counts.notCovered += 1;
      return;
    }
    // A wrong description must not hide whose image it is, and a right one says nothing new.
    if (what === 'image.json' && !this.context.published.homes.has(imageId))
      await this.#addHome(imageId, name);
    if (what === 'pictures') this.context.published.pictures.add(name);
    await this.#judge('images', name);
  }

  /** Its bytes were read for its salt. */
  async #arrival(name: string): Promise<void> {
    const sha256 = this.context.subjects.arrivalOf.get(name.replace(/\.json$/, ''))?.sha256;
    if (sha256 === undefined) await this.#judge('arrivals', name);
    else this.#compare('arrivals', name, sha256);
  }

  /** What an image says about its study; if it is wrong, nothing in the log fits it. */
  async #addHome(imageId: string, name: string): Promise<void> {
    const studyId = await studyIdIn(this.tree, name);
    if (studyId !== undefined) addHome(this.context.published, imageId, studyId);
  }

  /** The copy of a refused file. */
  async #file(name: string): Promise<void> {
    const unread = { container: 'quarantine', name, sha256: notHashed };
    if (isPromised(this.context, unread)) this.counts.notCovered += 1;
    else await this.#judge('quarantine', name);
  }

  async #judge(container: string, name: string): Promise<void> {
    const sha256 = await this.tree.sha256(container, name);
    // Erased since it was listed.
    if (sha256 !== undefined) this.#compare(container, name, sha256);
  }

  #compare(container: string, name: string, sha256: string): void {
    this.counts.read += 1;
    this.suspicions.judge(() => contentFaults(this.context, { container, name, sha256 }));
  }
}

async function studyIdIn(tree: BlobTree, name: string): Promise<string | undefined> {
  try {
    const image = (await readJsonBlob(tree, 'images', name)) as { readonly studyId?: unknown } | undefined;
    return typeof image?.studyId === 'string' ? image.studyId : undefined;
  } catch {
    return undefined;
  }
}
