import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** A few milliseconds of work. */
const sliceBytes = 4 * 2 ** 20;

/** SHA-256 in hex, without blocking the process: hashing 256 MB at once takes a quarter of a second. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let start = 0; start < bytes.length; start += sliceBytes) {
    if (start > 0) await setImmediate();
    hash.update(bytes.subarray(start, start + sliceBytes));
  }
  return hash.digest('hex');
}

/** SHA-256 in hex of a whole stream, in little memory. */
export async function sha256OfStream(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest('hex');
}
