import { open } from 'node:fs/promises';

/** Enough of a file to tell its type. */
const startBytes = 512;

/** The first bytes of a file on disk. */
export async function fileStart(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(startBytes), 0, startBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
