import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ModelProblem } from '../manifest/modelProblem';

const MEBIBYTE = 2 ** 20;

/** The maximum sizes of a model's files; a larger file is not loaded. */
const largest: readonly [pattern: RegExp, bytes: number][] = [
  [/^manifest\.json$/, MEBIBYTE],
  [/^[A-Za-z0-9._-]+\.onnx$/, 1024 * MEBIBYTE],
  [/^MODEL_CARD\.md$/, MEBIBYTE],
  [/^golden\/[A-Za-z0-9._-]+$/, 16 * MEBIBYTE],
  [/^evaluation\/[A-Za-z0-9._-]+\.json$/, 16 * MEBIBYTE],
];

const subfolders = ['golden', 'evaluation'];

/** A file in a model's folder: `golden/cases.json`. */
export interface ModelFile {
  readonly name: string;
  readonly bytes: number;
}

/** The maximum size of a file of this name; undefined if no model has such a file. */
export function maxBytesOf(name: string): number | undefined {
  return /(^|\/)\.+(\/|$)/.test(name) ? undefined : largest.find(([pattern]) => pattern.test(name))?.[1];
}

/**
 * The files that a model consists of, by name; anything else in the folder is ignored.
 *
 * @throws ModelProblem if the folder cannot be read, or a file points outside it or is too large
 */
export async function modelFiles(directory: string): Promise<ModelFile[]> {
  const root = await tryTo(directory, realpath(directory));
  const inFolder = await tryTo(directory, readdir(directory));
  const below = await Promise.all(
    subfolders.filter((name) => inFolder.includes(name)).map((name) => namesBelow(directory, name)),
  );
  const files: ModelFile[] = [];
  for (const name of [...inFolder, ...below.flat()].sort()) {
    const most = maxBytesOf(name);
    if (most === undefined) continue;
    await assertInside(root, directory, name);
    const { size } = await tryTo(join(directory, name), stat(join(directory, name)));
    assertSize(name, size, most);
    files.push({ name, bytes: size });
  }
  return files;
}

/** @throws ModelProblem if it is larger than such a file may be */
export function assertSize(name: string, bytes: number, most: number): void {
  if (bytes > most)
    throw new ModelProblem(
      `${name} has ${Math.ceil(bytes / MEBIBYTE)} MiB, expected ${most / MEBIBYTE} at most`,
    );
}

/** One file's bytes. @throws ModelProblem */
export function readModelFile(directory: string, name: string): Promise<Buffer> {
  return tryTo(join(directory, name), readFile(join(directory, name)));
}

/** MODEL_CARD.md, or undefined if there is none. @throws ModelProblem as `modelFiles` */
export async function readModelCard(directory: string): Promise<Buffer | undefined> {
  const card = (await modelFiles(directory)).find(({ name }) => name === 'MODEL_CARD.md');
  return card && readModelFile(directory, card.name);
}

async function namesBelow(directory: string, subfolder: string): Promise<string[]> {
  const root = await tryTo(directory, realpath(directory));
  await assertInside(root, directory, subfolder);
  const names = await tryTo(join(directory, subfolder), readdir(join(directory, subfolder)));
  return names.map((name) => `${subfolder}/${name}`);
}

/** A link may point anywhere on the machine. */
async function assertInside(root: string, directory: string, name: string): Promise<void> {
  const target = await tryTo(join(directory, name), realpath(join(directory, name)));
  if (!target.startsWith(root + sep))
    throw new ModelProblem(
      `${name} is a link that leads out of the model's folder; put the file itself there`,
    );
}

async function tryTo<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new ModelProblem(`cannot read ${path}: ${(cause as NodeJS.ErrnoException).code}`, { cause });
  }
}
