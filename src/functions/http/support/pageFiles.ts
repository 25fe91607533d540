import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A dashboard file as it is sent. */
export interface PageFile {
  readonly bytes: Buffer;
  readonly type: string;
  /** Strong: computed from the bytes. */
  readonly etag: string;
}

/** File types that the build produces. No other type is served. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/** A file name as the build writes it; never a path, so nothing outside the folder can be requested. */
const plainName = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+$/;

/** @returns undefined if there is no such file, or its type is not served */
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
