import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ModelManifest } from '../manifest/manifest';
import { ModelProblem } from '../manifest/modelProblem';
import { assertSize, maxBytesOf } from './modelFolder';
import { versionFolders } from './versionFolders';

/** A blob of the site's `models` container. */
export interface ContainerBlob {
  readonly name: string;
  readonly etag: string;
  readonly bytes: number;
}

/** The site's `models` container, as the repository sees it. */
export interface ContainerPort {
  list(): Promise<readonly ContainerBlob[]>;
  read(blob: ContainerBlob): Promise<Uint8Array>;
}

/** A version in the container. It counts once its manifest is there, which is written last. */
export interface MirroredVersion {
  readonly id: string;
  readonly version: string;
  readonly directory: string;
}

const modelName = /^([a-z0-9]+(?:-[a-z0-9]+)*)\/(\d+\.\d+\.\d+)\/(.+)$/;
const standingName = /^standing\/([a-z0-9]+(?:-[a-z0-9]+)*)\.json$/;

/** The maximum size of a standing record: tens of thousands of changes. */
const maxStandingBytes = 16 * 2 ** 20;

/**
 * A copy of the site's `models` container in a folder. Small files are downloaded again in every process; a
 * network is kept if it has the hash that its manifest names. Only files that belong to a model are copied.
 */
export class ContainerMirror {
  private readonly pulled = new Map<string, string>();
  private records = new Map<string, string>();
  private listing: readonly ContainerBlob[] | undefined;

  constructor(
    private readonly container: ContainerPort,
    readonly directory: string,
  ) {}

  /** Lists the container. @returns a text that changes whenever a blob is added, changed or removed */
  async look(): Promise<string> {
    this.listing = await this.container.list();
    const names = this.listing.map(({ name, etag }) => `${name} ${etag}`).sort();
    return createHash('sha256').update(names.join('\n')).digest('hex');
  }

  /**
   * Downloads new standings, manifests, golden cases and cards.
   *
   * @throws ModelProblem if the folder cannot be used; the standings are available all the same
   */
  async pull(): Promise<void> {
    const blobs = (this.listing ?? []).filter(({ name, bytes }) => bytes <= (maxBytesIn(name) ?? -1));
    const records = blobs.filter(({ name }) => standingName.test(name));
    const texts = await Promise.all(
      records.map(async (blob) => [idOf(blob), await this.textOf(blob)] as const),
    );
    this.records = new Map(texts);
    await ownFolder(this.directory);
    for (const blob of blobs) if (!blob.name.endsWith('.onnx')) await this.take(blob);
  }

  /** The versions in the last listing; without one, those that an earlier process left. */
  async versions(): Promise<MirroredVersion[]> {
    const found =
      this.listing === undefined
        ? await versionFolders(this.directory).catch(() => [])
        : this.listing.flatMap(({ name }) => {
            const [, id = '', version = '', file] = modelName.exec(name) ?? [];
            return file === 'manifest.json' ? [{ id, version }] : [];
          });
    return found.map(({ id, version }) => ({ id, version, directory: join(this.directory, id, version) }));
  }

  /** The standing records, by model id; without a listing, those that an earlier process left. */
  async standings(): Promise<ReadonlyMap<string, string>> {
    if (this.listing !== undefined) return this.records;
    const folder = join(this.directory, 'standing');
    const names = await readdir(folder).catch(() => []);
    const ids = names
      .filter((name) => standingName.test(`standing/${name}`))
      .map((name) => name.slice(0, -5));
    return new Map(
      await Promise.all(
        ids.map(async (id) => [id, await readFile(join(folder, `${id}.json`), 'utf8')] as const),
      ),
    );
  }

  /**
   * Makes sure that the network of a version is in the folder. Its hash matches the manifest if the hash of the
   * container's copy does.
   *
   * @throws ModelProblem if it is too large or missing
   */
  async pullNetwork({ id, version, directory }: MirroredVersion, { file }: ModelManifest): Promise<void> {
    if ((await hashOf(join(directory, file.name))) === file.sha256) return;
    const name = `${id}/${version}/${file.name}`;
    const blob = this.listing?.find((one) => one.name === name);
    if (blob === undefined)
      throw new ModelProblem(`the models container holds no ${name}; add the model again`);
    assertSize(file.name, blob.bytes, maxBytesOf(file.name) as number);
    this.pulled.delete(name);
    await this.take(blob);
  }

  private async textOf(blob: ContainerBlob): Promise<string> {
    return Buffer.from(await this.container.read(blob)).toString('utf8');
  }

  private async take(blob: ContainerBlob): Promise<void> {
    if (this.pulled.get(blob.name) === blob.etag) return;
    await writeAtomically(join(this.directory, blob.name), await this.container.read(blob));
    this.pulled.set(blob.name, blob.etag);
  }
}

function idOf({ name }: ContainerBlob): string {
  return standingName.exec(name)?.[1] ?? '';
}

function maxBytesIn(name: string): number | undefined {
  if (standingName.test(name)) return maxStandingBytes;
  const file = modelName.exec(name)?.[3];
  return file === undefined ? undefined : maxBytesOf(file);
}

async function hashOf(file: string): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch {
    return undefined;
  }
}

/** Another process may be reading the file: it must see the old one or the new one, complete. */
async function writeAtomically(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.part`;
  try {
    await writeFile(draft, bytes, { mode: 0o600 });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

/** The temporary folder is shared: what we run must be where no one else can write. */
async function ownFolder(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const found = await lstat(directory);
    if (process.getuid === undefined) return;
    if (!found.isDirectory() || found.uid !== process.getuid())
      throw Object.assign(new Error(), { code: 'EACCES' });
    if ((found.mode & 0o077) !== 0) await chmod(directory, 0o700);
  } catch (cause) {
    throw new ModelProblem(
      `the folder for copies of the models container cannot be used, ${directory}: ` +
        `${(cause as NodeJS.ErrnoException).code}; name another one in TRIAGE_MODELS_CACHE`,
      { cause },
    );
  }
}
