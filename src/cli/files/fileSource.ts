import { open } from 'node:fs/promises';
import type { RangeSource } from '../../formats/archive/rangeSource';

/** A file on disk, read piece by piece. Must be closed. */
export async function openSource(file: string): Promise<RangeSource & { close(): Promise<void> }> {
  const handle = await open(file);
  const { size } = await handle.stat();
  return {
    size,
    read: async (offset, length) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
      if (bytesRead < length) throw new RangeError('the file became shorter while it was being read');
      return buffer;
    },
    close: () => handle.close(),
  };
}
