import { setImmediate } from 'node:timers/promises';

/** A few milliseconds of work. */
const sliceBytes = 4 * 2 ** 20;

/** All of a stream in one buffer. Copied with pauses: `Buffer.concat` of 256 MB holds up the process for 150 ms. */
export async function join(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const whole = Buffer.alloc(chunks.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  let pauseAt = sliceBytes;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
    if (offset < pauseAt) continue;
    pauseAt = offset + sliceBytes;
    await setImmediate();
  }
  return whole;
}
