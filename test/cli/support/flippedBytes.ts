import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { verifyPlace } from '../../../src/cli/commands/audit/support/verifyPlace';
import { createRandom } from '../../../src/cli/synthetic/random';
import { MemoryTree } from '../../audit/memoryLog';

/** What came of the flips in one kind of file of an export. */
export interface Trial {
  readonly kind: string;
  readonly files: number;
  readonly flips: number;
  /** Flips after which nothing wrong was found, by file and byte. */
  readonly unnoticed: readonly string[];
  /** How many were found without the manifest of the files. */
  readonly byLog: number;
}

/** What a file of an export is, by its path: without ids, numbers and names of models. */
export function kindOf(name: string): string {
  return name
    .replace(/^(app-models|models)\/[^/]+\/\d+\.\d+\.\d+\//, '$1/{id}/{version}/')
    .replace(/standing\/[^/]+\.json$/, 'standing/{id}.json')
    .replace(/evaluation\/[^/]+\.json$/, 'evaluation/{list}.json')
    .replace(/[0-9a-f]{64}/g, '{id}')
    .replace(/tile\/entries\/.+\.p\/\d+$/, 'tile/entries/{n}.p/{width}')
    .replace(/tile\/\d+\/.+\.p\/\d+$/, 'tile/{level}/{n}.p/{width}')
    .replace(/\/v\d+\.json$/, '/v{n}.json')
    .replace(/(checkpoints|witness)\/\d+$/, '$1/{n}');
}

export function exportIn(folder: string): MemoryTree {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new MemoryTree(
    new Map(
      files.map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file)];
      }),
    ),
  );
}

/** Where an export is wrong. @param key the public key to pin */
export async function placesIn(tree: MemoryTree, key: string): Promise<{ log: string[]; files: string[] }> {
  const place = { tree, storage: undefined, folder: undefined };
  const { faults, files } = await verifyPlace(place, { key, inputs: true });
  const ofFiles = new Set(files?.faults);
  return {
    log: faults.filter((fault) => !ofFiles.has(fault)).map(({ where }) => where),
    files: [...ofFiles].map(({ where }) => where),
  };
}

/** Flips single bits in each kind of file, one at a time, and verifies the export after each. */
export async function flipAll(tree: MemoryTree, key: string, flips: number): Promise<Trial[]> {
  const random = createRandom(20261130);
  const below = (limit: number) => Math.floor(random.next() * limit);
  const kinds = Map.groupBy([...tree.blobs.keys()].sort(), kindOf);
  const trials: Trial[] = [];
  for (const [kind, names] of kinds) {
    const unnoticed: string[] = [];
    let byLog = 0;
    for (let flip = 0; flip < flips; flip += 1) {
      const name = names[below(names.length)] as string;
      const bytes = Buffer.from(tree.blobs.get(name) as Buffer);
      const at = below(bytes.length);
      bytes[at] = (bytes[at] as number) ^ (1 << below(8));
      const changed = tree.copy();
      changed.blobs.set(name, bytes);
      const { log, files } = await placesIn(changed, key);
      if (log.length > 0) byLog += 1;
      // Each file is named by the manifest; the manifest and its signature name themselves.
      if (!files.some((where) => where === name || name.startsWith('SHA256SUMS')))
        unnoticed.push(`${name}, byte ${at}`);
    }
    trials.push({ kind, files: names.length, flips, unnoticed, byLog });
  }
  return trials;
}

export function trialTable(trials: readonly Trial[]): string {
  const rows = trials.map(
    ({ kind, files, flips, unnoticed, byLog }) =>
      `| ${kind} | ${files} | ${flips - unnoticed.length} of ${flips} | ${byLog} of ${flips} |`,
  );
  return ['| kind of file | files | found | without the manifest |', '|---|---|---|---|', ...rows].join('\n');
}
