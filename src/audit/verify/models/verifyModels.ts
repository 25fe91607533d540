import type { BlobTree } from '../blobTree';
import type { Fault } from '../fault';
import type { LogIndex } from '../log/logIndex';
import type { Settled } from './verifySettings';

/** A folder of models: that of the app, or the site's container. */
export interface ModelFolder {
  readonly tree: BlobTree;
  readonly container: string;
  /** How it is named to people. */
  readonly where: string;
}

/** What the log says about models. */
export interface NamedModels {
  readonly settled: Settled;
  /** The networks that spoke. */
  readonly networks: LogIndex['networks'];
}

export interface ModelVerification {
  /** Files that are the ones that the log names. */
  readonly same: number;
  /** Versions that the log names and that are not here. */
  readonly notThere: readonly string[];
  /** Versions that are here and that no entry depends on: nothing is known of their files. */
  readonly notNamed: readonly string[];
  readonly faults: readonly Fault[];
}

/** The file in which the app's own folder says what its versions may do. */
const standingFile = 'standing.json';

/**
 * Checks every file of the models that the log names, as far as they are here: networks, manifests, golden
 * cases, cards, evaluations, and what the versions may do. Of a version in both folders, the app's counts.
 *
 * @param isModelFile tells whether a file in the folder of a version is a part of the model
 */
export async function verifyModels(
  { settled, networks }: NamedModels,
  app: ModelFolder,
  added: ModelFolder,
  isModelFile: (name: string) => boolean,
): Promise<ModelVerification> {
  const [shipped, others] = [await versionsIn(app, isModelFile), await versionsIn(added, isModelFile)];
  const named = new Set([...settled.models.keys(), ...[...networks.values()].map(({ name }) => name)]);
  const check = { same: 0, notThere: [] as string[], faults: [] as Fault[] };
  for (const name of named) {
    const version = shipped.get(name) ?? others.get(name);
    if (version === undefined) check.notThere.push(name);
    else {
      const hashes = await hashesOf(version);
      const model = settled.models.get(name);
      check.same += [...hashes].filter(([file, hash]) => model?.files[file] === hash).length;
      check.faults.push(
        ...fileFaults(version, hashes, model),
        ...networkFaults(name, version, hashes, networks),
      );
    }
  }
  // A folder without a version that took part is that of another app.
  if ([...shipped.keys()].some((name) => settled.models.has(name)))
    check.faults.push(...(await standingFaults(app, settled)));
  const here = new Set([...shipped.keys(), ...others.keys()]);
  return { ...check, notNamed: [...here].filter((name) => !named.has(name)) };
}

/** A version of a model in a folder. */
interface Version {
  readonly folder: ModelFolder;
  readonly path: string;
  readonly files: readonly string[];
}

const fileOfVersion = /^([^/]+)\/([^/]+)\/(.+)$/;

/** By `id@version`: every version of which there is a file. */
async function versionsIn(
  folder: ModelFolder,
  isModelFile: (name: string) => boolean,
): Promise<ReadonlyMap<string, Version>> {
  const files = new Map<string, string[]>();
  for await (const blob of folder.tree.list(folder.container)) {
    const [, id, version, name] = fileOfVersion.exec(blob) ?? [];
    if (name === undefined || !isModelFile(name)) continue;
    const key = `${id}@${version}`;
    files.set(key, [...(files.get(key) ?? []), name]);
  }
  return new Map(
    [...files].map(([key, names]) => [key, { folder, path: key.replace('@', '/'), files: names }]),
  );
}

async function hashesOf({ folder, path, files }: Version): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  for (const name of files) {
    const hash = await folder.tree.sha256(folder.container, `${path}/${name}`);
    if (hash !== undefined) hashes.set(name, hash);
  }
  return hashes;
}

function* fileFaults(
  { folder, path }: Version,
  hashes: ReadonlyMap<string, string>,
  settled: { readonly files: Readonly<Record<string, string>>; readonly place: string } | undefined,
): Generator<Fault> {
  if (settled === undefined) return;
  for (const name of new Set([...Object.keys(settled.files), ...hashes.keys()])) {
    const [expected, actual] = [settled.files[name], hashes.get(name)];
    if (expected !== actual)
      yield changed(`${folder.where}/${path}/${name}`, expected, actual, settled.place);
  }
}

/** A network that spoke may be older than the settings that name its version. */
function* networkFaults(
  name: string,
  { folder, path }: Version,
  hashes: ReadonlyMap<string, string>,
  networks: NamedModels['networks'],
): Generator<Fault> {
  for (const network of networks.values())
    if (network.name === name && ![...hashes.values()].includes(network.sha256))
      yield {
        code: 'model-changed',
        where: `${folder.where}/${path}`,
        detail: `its network is another one than in ${network.place}`,
      };
}

async function standingFaults(app: ModelFolder, { shippedStanding }: Settled): Promise<Fault[]> {
  if (shippedStanding === undefined) return [];
  const actual = await app.tree.sha256(app.container, standingFile);
  const { sha256: expected, place } = shippedStanding;
  return expected === actual ? [] : [changed(`${app.where}/${standingFile}`, expected, actual, place)];
}

function changed(
  where: string,
  expected: string | undefined,
  actual: string | undefined,
  place: string,
): Fault {
  const detail =
    actual === undefined
      ? `it is missing, and ${place} names it`
      : expected === undefined
        ? `${place} does not name it`
        : `named in ${place}`;
  return { code: 'model-changed', where, detail };
}
