import { createWriteStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';

/** The same files make the same archive, whenever and wherever it is made: no times, and no rights but reading. */
const facts = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644 };

/**
 * @param {string} file the archive to write
 * @param {string} folder
 * @param {readonly string[]} names of the files in it, relative to it, with slashes
 */
export async function zipFolder(file, folder, names) {
  const archive = new yazl.ZipFile();
  for (const name of [...names].sort())
    archive.addBuffer(readFileSync(path.join(folder, name)), name, { ...facts, compressionLevel: 9 });
  archive.end();
  await pipeline(archive.outputStream, createWriteStream(file));
}
