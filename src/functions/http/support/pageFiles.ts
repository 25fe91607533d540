import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A file of the dashboard as it is sent. */
export interface PageFile {
  readonly bytes: Buffer;
  readonly type: string;
  /** Strong: of the bytes. */
  readonly etag: string;
}

/** What the build makes. Nothing of another kind is served. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A name as the build writes it; never a path, so nothing outside the folder can be asked for. */
const plainName = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+$/;

/** @returns undefined where there is no such file, or it is of no kind that is served */
export async function readPageFile(folder: string, name: string): Promise<PageFile | undefined> {
  const type = types[path.extname(name)];
  if (type === undefined || !plainName.test(name)) return undefined;
  const bytes = await readFile(path.join(folder, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  return { bytes, type, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}
