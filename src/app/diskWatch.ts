import { promises as files } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DiskUse, FullDisk } from '../domain/kernel/diskUse';

/** Less than this is nearly full: a large file and what is made of it need as much. In megabytes. */
const lowMegabytes = 200;

/** Says which disks are nearly full. @param modelsCache in the data folder of a local runtime; absent in Azure */
export function createDiskWatch(modelsCache: string | undefined, low = lowMegabytes) {
  const folders: readonly (readonly [DiskUse, string])[] = [
    ...(modelsCache === undefined ? [] : [['data', path.dirname(modelsCache)] as const]),
    ['temporary-files', tmpdir()],
  ];
  return async (): Promise<readonly FullDisk[]> => {
    const disks = await Promise.all(
      folders.map(async ([holds, folder]) => ({ holds, freeMegabytes: await freeIn(folder) })),
    );
    return disks.filter(({ freeMegabytes }) => freeMegabytes < low);
  };
}

/** Megabytes; of a folder that cannot be looked at, nothing is said. */
async function freeIn(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await files.statfs(folder);
    return Math.floor((bavail * bsize) / 2 ** 20);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
